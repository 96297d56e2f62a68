package dev.faultstream.watcher.recording;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.faultstream.schemas.serde.Json;
import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Sorts given files and folders into recordings and texts with objects. */
final class InputFiles {
    private static final List<String> RECORDINGS = List.of(".jsonl", ".ndjson");
    private static final List<String> OBJECTS = List.of(".json", ".yaml", ".yml");

    private InputFiles() {}

    /** The files of a path that can hold something to read, in order of their names; the path itself if it is one. */
    static List<Path> below(Path path) {
        if (!Files.isDirectory(path)) {
            return List.of(path);
        }
        try (Stream<Path> files = Files.walk(path)) {
            List<Path> found = new ArrayList<>(files.filter(Files::isRegularFile)
                    .filter(file -> isReadable(file.getFileName().toString()))
                    .toList());
            found.sort((a, b) -> a.toString().compareTo(b.toString()));
            return found;
        } catch (IOException | java.io.UncheckedIOException e) {
            throw new RecordingException(path.toString(), "the folder cannot be read", e);
        }
    }

    /** Whether a file of a folder or archive is looked at, by its name. */
    static boolean isReadable(String name) {
        String plain = withoutGz(name);
        return Stream.concat(RECORDINGS.stream(), OBJECTS.stream()).anyMatch(plain::endsWith);
    }

    /** Whether the text is a recording: by its name, else because its first line is an operation. */
    static boolean isRecording(String name, BufferedInputStream in) throws IOException {
        if (RECORDINGS.stream().anyMatch(withoutGz(name)::endsWith)) {
            return true;
        }
        int limit = 4 * 1024 * 1024;
        in.mark(limit);
        @Nullable String line = firstLine(in, limit);
        in.reset();
        return line != null && isOperation(line);
    }

    private static @Nullable String firstLine(InputStream in, int limit) throws IOException {
        byte[] head = in.readNBytes(1);
        if (head.length == 0 || head[0] != '{') {
            return null;
        }
        java.io.ByteArrayOutputStream line = new java.io.ByteArrayOutputStream();
        line.write(head[0]);
        for (int b = in.read(); b >= 0 && b != '\n'; b = in.read()) {
            if (line.size() >= limit - 2) {
                return null;
            }
            line.write(b);
        }
        return line.toString(java.nio.charset.StandardCharsets.UTF_8);
    }

    private static boolean isOperation(String line) {
        try {
            JsonNode json = Json.mapper().readTree(line);
            return json.has("op") && json.has("at");
        } catch (JsonProcessingException e) {
            return false;
        }
    }

    private static String withoutGz(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return lower.endsWith(".gz") ? lower.substring(0, lower.length() - 3) : lower;
    }

    static BufferedReader open(Path file) {
        try {
            return TextSource.text(TextSource.unpacked(Files.newInputStream(file)));
        } catch (IOException e) {
            throw unreadable(file.toString(), e);
        }
    }

    static RecordingException unreadable(String file, IOException e) {
        String why = e instanceof java.nio.file.NoSuchFileException
                ? "no such file"
                : e instanceof java.nio.file.AccessDeniedException
                        ? "may not be read"
                        : e instanceof java.util.zip.ZipException || e instanceof java.io.EOFException
                                ? "the compressed file is damaged or cut off"
                                : "cannot be read: " + e.getMessage();
        return new RecordingException(file, why, e);
    }
}
