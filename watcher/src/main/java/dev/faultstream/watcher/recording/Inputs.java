package dev.faultstream.watcher.recording;

import dev.faultstream.schemas.snapshot.KindRef;
import dev.faultstream.watcher.change.ChangeReader;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Opens whatever holds the state or the history of a cluster: recordings (JSON lines), manifests and lists in JSON or
 * YAML, folders of them, the folder or output of {@code kubectl cluster-info dump}, must-gather folders, tar archives,
 * each also compressed with gzip. Recordings are read as they are played; objects are read, and pruned, at once.
 */
public final class Inputs {
    private final InputOptions options;
    private final ObjectCollection objects;
    private final List<ChangeReader> recordings = new ArrayList<>();
    private final List<Path> temporary = new ArrayList<>();

    private Inputs(InputOptions options) {
        this.options = options;
        this.objects = new ObjectCollection(options.cluster());
    }

    /**
     * Opens files and folders.
     *
     * @throws RecordingException if something cannot be read, or holds nothing to read
     */
    public static ChangeReader open(List<Path> paths, InputOptions options) {
        Inputs inputs = new Inputs(options);
        try {
            for (Path path : paths) {
                inputs.add(path);
            }
            return inputs.reader();
        } catch (RuntimeException e) {
            inputs.close();
            throw e;
        }
    }

    /**
     * Opens a stream, for example standard input; reads it to its end but does not close it.
     *
     * @param name how messages name it
     * @throws RecordingException if it cannot be read, or holds nothing to read
     */
    public static ChangeReader open(String name, InputStream in, InputOptions options) {
        Inputs inputs = new Inputs(options);
        try {
            inputs.addFile(name, inputs.spool(name, in), true);
            return inputs.reader();
        } catch (RuntimeException e) {
            inputs.close();
            throw e;
        }
    }

    /** Whether all that there is to read are recordings: a history, which goes on where it was left. */
    public static boolean areRecordings(List<Path> paths) {
        List<Path> files = paths.stream()
                .filter(Files::exists)
                .flatMap(path -> InputFiles.below(path).stream())
                .toList();
        return !files.isEmpty() && files.stream().allMatch(Inputs::isRecording);
    }

    private static boolean isRecording(Path file) {
        try (BufferedInputStream in = TextSource.unpacked(Files.newInputStream(file))) {
            return !Tar.isTar(TextSource.peek(in, 512)) && InputFiles.isRecording(file.toString(), in);
        } catch (IOException e) {
            return false;
        }
    }

    private void add(Path path) {
        if (!Files.exists(path)) {
            throw new RecordingException(path.toString(), "no such file or folder", null);
        }
        boolean folder = Files.isDirectory(path);
        for (Path file : InputFiles.below(path)) {
            addFile(file.toString(), file, !folder);
        }
    }

    private void addFile(String name, Path file, boolean mustHoldObjects) {
        try (BufferedInputStream in = TextSource.unpacked(Files.newInputStream(file))) {
            if (Tar.isTar(TextSource.peek(in, 512))) {
                addArchive(name, new Tar(in));
            } else if (InputFiles.isRecording(name, in)) {
                addRecording(name, file);
            } else {
                addObjects(name, in, mustHoldObjects);
            }
        } catch (RecordingException e) {
            options.onProblem().accept(e);
        } catch (IOException e) {
            options.onProblem().accept(InputFiles.unreadable(name, e));
        }
    }

    private void addArchive(String name, Tar tar) throws IOException {
        for (Optional<Tar.Entry> entry = tar.next(); entry.isPresent(); entry = tar.next()) {
            String entryName = name + "!" + entry.get().name();
            if (InputFiles.isReadable(entry.get().name())) {
                BufferedInputStream in = TextSource.unpacked(entry.get().content());
                if (InputFiles.isRecording(entry.get().name(), in)) {
                    addRecording(entryName, spool(entryName, in));
                } else {
                    addEntry(entryName, in);
                }
            }
        }
    }

    private void addEntry(String name, InputStream in) {
        try {
            addObjects(name, in, false);
        } catch (RecordingException e) {
            options.onProblem().accept(e);
        }
    }

    private void addObjects(String name, InputStream in, boolean mustHoldObjects) {
        boolean[] found = {false};
        Documents.read(name, TextSource.text(in), document -> found[0] |= objects.add(document));
        if (mustHoldObjects && !found[0]) {
            throw new RecordingException(name, "holds no Kubernetes object", null);
        }
    }

    private void addRecording(String name, Path file) {
        Map<String, Set<KindRef>> kinds;
        try (RecordingLines lines = new RecordingLines(name, InputFiles.open(file), options.onProblem())) {
            kinds = SyncedKinds.scan(lines, options.cluster());
        }
        RecordingLines lines = new RecordingLines(name, InputFiles.open(file), options.onProblem());
        recordings.add(new RecordingReader(lines, options.cluster(), kinds));
    }

    private Path spool(String name, InputStream in) {
        try {
            Path file = Files.createTempFile("faultstream-input", ".tmp");
            temporary.add(file);
            Files.copy(in, file, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
            return file;
        } catch (IOException e) {
            throw InputFiles.unreadable(name, e);
        }
    }

    private ChangeReader reader() {
        List<ChangeReader> readers = new ArrayList<>();
        if (!objects.isEmpty()) {
            readers.add(new ObjectsReader(options.cluster(), objects, instantOfObjects()));
        }
        readers.addAll(recordings);
        if (readers.isEmpty()) {
            throw new RecordingException("input", "holds no recording and no Kubernetes object", null);
        }
        ChangeReader reader = readers.size() == 1 ? readers.get(0) : new MergedReader(readers);
        return temporary.isEmpty() ? reader : new TemporaryFiles(reader, temporary);
    }

    private Instant instantOfObjects() {
        if (options.at() != null) {
            return options.at();
        }
        @Nullable Instant newest = objects.newest();
        return newest != null ? newest : options.clock().instant();
    }

    private void close() {
        recordings.forEach(ChangeReader::close);
        TemporaryFiles.delete(temporary);
    }
}
