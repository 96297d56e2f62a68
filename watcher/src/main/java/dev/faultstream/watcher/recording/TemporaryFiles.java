package dev.faultstream.watcher.recording;

import dev.faultstream.watcher.change.ChangeReader;
import dev.faultstream.watcher.change.ClusterChange;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** A reader whose input was copied to temporary files, which are deleted when it is closed. */
final class TemporaryFiles implements ChangeReader {
    private final ChangeReader reader;
    private final List<Path> files;

    TemporaryFiles(ChangeReader reader, List<Path> files) {
        this.reader = reader;
        this.files = List.copyOf(files);
    }

    @Override
    public Optional<ClusterChange> next() throws InterruptedException {
        return reader.next();
    }

    @Override
    public void close() {
        reader.close();
        delete(files);
    }

    static void delete(List<Path> files) {
        for (Path file : files) {
            try {
                Files.deleteIfExists(file);
            } catch (IOException e) {
                file.toFile().deleteOnExit();
            }
        }
    }
}
