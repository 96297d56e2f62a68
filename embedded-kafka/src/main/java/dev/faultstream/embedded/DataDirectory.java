package dev.faultstream.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The folder that holds the broker's data, locked for one broker at a time. Kafka locks its log folder too, but only after it
 * has begun to start, and reports it as a failed start like any other.
 */
final class DataDirectory {

    private static final String LOCK_FILE = "broker.lock";
    private static final String LOG_FOLDER = "log";

    private final Path root;
    private final FileChannel lock;
    private final boolean temporary;

    private DataDirectory(Path root, FileChannel lock, boolean temporary) {
        this.root = root;
        this.lock = lock;
        this.temporary = temporary;
    }

    static DataDirectory open(@Nullable Path directory) {
        try {
            Path root = directory == null
                    ? Files.createTempDirectory("faultstream-kafka-")
                    : Files.createDirectories(directory.toAbsolutePath());
            return new DataDirectory(root, lock(root), directory == null);
        } catch (IOException e) {
            throw new EmbeddedKafkaException("cannot use the data directory " + directory, e);
        }
    }

    private static FileChannel lock(Path root) throws IOException {
        FileChannel channel =
                FileChannel.open(root.resolve(LOCK_FILE), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        if (!isLocked(channel)) {
            channel.close();
            throw new EmbeddedKafkaException("the data directory is in use by another broker: " + root);
        }
        return channel;
    }

    private static boolean isLocked(FileChannel channel) throws IOException {
        try {
            FileLock lock = channel.tryLock();
            return lock != null;
        } catch (OverlappingFileLockException heldByThisJvm) {
            return false;
        }
    }

    Path logs() {
        return root.resolve(LOG_FOLDER);
    }

    /** Releases the lock, and deletes a temporary directory. */
    void release() {
        try {
            lock.close();
            if (temporary) {
                deleteAll();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void deleteAll() throws IOException {
        try (Stream<Path> paths = Files.walk(root)) {
            for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        }
    }
}
