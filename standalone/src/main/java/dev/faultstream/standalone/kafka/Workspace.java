package dev.faultstream.standalone.kafka;

import dev.faultstream.standalone.CommandFailedException;
import dev.faultstream.standalone.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The folder of topics and state: one that is kept, or one that closing deletes. */
public final class Workspace implements AutoCloseable {
    private final Path root;
    private final boolean temporary;

    private Workspace(Path root, boolean temporary) {
        this.root = root;
        this.temporary = temporary;
    }

    /** The given folder, which is made if it is missing; a temporary one for null. */
    public static Workspace open(@Nullable Path directory) {
        try {
            return directory == null
                    ? new Workspace(Files.createTempDirectory("faultstream-"), true)
                    : new Workspace(Files.createDirectories(directory.toAbsolutePath()), false);
        } catch (IOException e) {
            throw new CommandFailedException(
                    ExitCode.UNUSABLE_INPUT, "the data directory " + directory + " cannot be used", e);
        }
    }

    /**
     * A folder that an earlier run has kept.
     *
     * @throws CommandFailedException if there is none
     */
    public static Workspace existing(Path directory) {
        Workspace workspace = new Workspace(directory.toAbsolutePath(), false);
        if (!Files.isDirectory(workspace.kafka())) {
            throw new CommandFailedException(
                    ExitCode.UNUSABLE_INPUT, directory + " is no data directory of 'up': it holds no topics", null);
        }
        return workspace;
    }

    /** Where the broker that is started here keeps its topics. */
    public Path kafka() {
        return root.resolve("kafka");
    }

    /** Where services keep their state. */
    public Path state() {
        return root.resolve("state");
    }

    @Override
    public void close() {
        if (!temporary) {
            return;
        }
        try (Stream<Path> paths = Files.walk(root)) {
            List<Path> deepestFirst = paths.sorted(Comparator.reverseOrder()).toList();
            for (Path path : deepestFirst) {
                Files.deleteIfExists(path);
            }
        } catch (IOException e) {
            // It is in the system's folder for such files, which is emptied sooner or later.
            root.toFile().deleteOnExit();
        }
    }
}
