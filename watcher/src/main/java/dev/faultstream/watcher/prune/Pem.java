package dev.faultstream.watcher.prune;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One block of a PEM text.
 *
 * @param label what it says it is, for example {@code CERTIFICATE}
 * @param body its base64 text
 */
record Pem(String label, String body) {
    private static final Pattern BLOCK =
            Pattern.compile("-----BEGIN ([A-Z0-9 ]+)-----(.*?)-----END \\1-----", Pattern.DOTALL);

    /** The blocks of a text, in order. */
    static List<Pem> blocks(byte[] text) {
        List<Pem> blocks = new ArrayList<>();
        Matcher matcher = BLOCK.matcher(new String(text, StandardCharsets.ISO_8859_1));
        while (matcher.find()) {
            blocks.add(new Pem(matcher.group(1), matcher.group(2)));
        }
        return blocks;
    }

    boolean isCertificate() {
        return label.endsWith("CERTIFICATE") && !label.contains("REQUEST");
    }

    boolean isPrivateKey() {
        return label.endsWith("PRIVATE KEY");
    }

    /** @throws IllegalArgumentException if the body is not base64 */
    byte[] der() {
        return Base64.getMimeDecoder().decode(body.trim());
    }

    /** Without the body, which may be a private key. */
    @Override
    public String toString() {
        return "Pem[" + label + "]";
    }
}
