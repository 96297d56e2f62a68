package dev.faultstream.standalone;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A Java process of its own with the class path of the tests; what it writes goes to files. */
public final class Child implements AutoCloseable {
    private final Process process;
    private final Path out;
    private final Path err;

    private Child(Process process, Path out, Path err) {
        this.process = process;
        this.out = out;
        this.err = err;
    }

    /** Starts the command {@code faultstream}. */
    public static Child faultstream(Path folder, String name, String... arguments) {
        return start(folder, name, FaultstreamMain.class, arguments);
    }

    /**
     * Starts a program.
     *
     * @param folder where its output goes
     * @param name of the files of its output, which are written on by the next of the same name
     */
    public static Child start(Path folder, String name, Class<?> main, String... arguments) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xmx768m",
                "-Dfaultstream.home=" + Path.of("..").toAbsolutePath().normalize(),
                "-Dfaultstream.log.level=" + System.getProperty("test.log.level", "warn"),
                "-Dfaultstream.log.level.others=error",
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                main.getName()));
        command.addAll(List.of(arguments));
        Path out = folder.resolve(name + ".out");
        Path err = folder.resolve(name + ".err");
        try {
            return new Child(
                    new ProcessBuilder(command)
                            .redirectOutput(ProcessBuilder.Redirect.appendTo(out.toFile()))
                            .redirectError(ProcessBuilder.Redirect.appendTo(err.toFile()))
                            .start(),
                    out,
                    err);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whether it runs. */
    public boolean isAlive() {
        return process.isAlive();
    }

    /** Ends it as {@code kill -9} does, and waits until it is gone. */
    public void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /** Tells it to stop, as Ctrl-C does. */
    public void terminate() {
        process.destroy();
    }

    /** Waits for its end and gives its exit code. */
    public int awaitExit(long seconds) throws InterruptedException {
        if (!process.waitFor(seconds, TimeUnit.SECONDS)) {
            throw new AssertionError("still running after " + seconds + " s: " + err());
        }
        return process.exitValue();
    }

    /** What it wrote to standard output. */
    public String out() {
        return read(out);
    }

    /** What it wrote to standard error. */
    public String err() {
        return read(err);
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
