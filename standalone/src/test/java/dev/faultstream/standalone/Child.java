package dev.faultstream.standalone;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A Java process of its own with the class path of the tests; what it writes goes to files. */
public final class Child implements AutoCloseable {
    private static final String JAR = "faultstream.jar";

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
                "-Dfaultstream.log.level.others=" + System.getProperty("test.child.log.level.others", "error"),
                "-cp",
                classPath(),
                main.getName()));
        if (Runtime.version().feature() >= 23) {
            // As the launcher does.
            command.add(1, "--sun-misc-unsafe-memory-access=allow");
        }
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

    /** That of the tests, with this module's classes in place of its jar, which names all others once more. */
    private static String classPath() {
        String paths = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        return Pattern.compile(Pattern.quote(File.pathSeparator))
                .splitAsStream(paths)
                .map(path -> path.endsWith(File.separator + JAR)
                        ? Path.of(path).resolveSibling("classes").toString()
                        : path)
                .collect(Collectors.joining(File.pathSeparator));
    }

    /** Whether it runs. */
    public boolean isAlive() {
        return process.isAlive();
    }

    /** Ends it as {@code kill -9} does, and waits until it is gone. */
    public void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /** Sends it a signal: 2 is what Ctrl-C sends, 15 what an orchestrator does. */
    public void signal(int number) throws IOException, InterruptedException {
        // kill is a command of every POSIX shell; as a program it may be missing.
        Process kill = new ProcessBuilder("sh", "-c", "kill -" + number + " " + process.pid())
                .inheritIO()
                .start();
        if (kill.waitFor() != 0) {
            throw new IOException("the signal was not sent");
        }
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
