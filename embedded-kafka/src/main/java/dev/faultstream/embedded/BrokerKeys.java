package dev.faultstream.embedded;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * The broker's key with a certificate that it signs itself, for the loopback interface; made by the JDK's keytool.
 *
 * @param store the key, in PKCS #12
 * @param storePassword the password of key and store
 * @param certificate the certificate, in PEM
 */
record BrokerKeys(Path store, String storePassword, Path certificate) {
    /** The certificate's subject, by which the controller knows the broker. */
    static final String SUBJECT = "CN=faultstream-broker";

    private static final String ALIAS = "broker";
    private static final int TIMEOUT_SECONDS = 60;

    /** Makes them in a folder. */
    static BrokerKeys make(Path folder) {
        byte[] random = new byte[16];
        new SecureRandom().nextBytes(random);
        BrokerKeys keys = new BrokerKeys(
                folder.resolve("broker.p12"), HexFormat.of().formatHex(random), folder.resolve("broker.crt"));
        keys.keytool(
                "-genkeypair",
                "-keyalg",
                "EC",
                "-groupname",
                "secp256r1",
                "-dname",
                SUBJECT,
                "-validity",
                "30",
                "-ext",
                "san=ip:127.0.0.1,dns:localhost");
        keys.keytool("-exportcert", "-rfc", "-file", keys.certificate.toString());
        return keys;
    }

    private void keytool(String... arguments) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString()));
        command.addAll(List.of(arguments));
        // The environment does not show in the list of processes, as arguments do.
        command.addAll(List.of(
                "-alias", ALIAS, "-storetype", "PKCS12", "-keystore", store.toString(), "-storepass:env", "STOREPASS"));
        try {
            Path log = Files.createTempFile(store.toAbsolutePath().getParent(), "keytool", ".log");
            ProcessBuilder builder =
                    new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
            builder.environment().put("STOREPASS", storePassword);
            Process process = builder.start();
            boolean ended = process.waitFor(TIMEOUT_SECONDS, TimeUnit.SECONDS);
            String output = Files.readString(log, StandardCharsets.UTF_8).strip();
            Files.delete(log);
            if (!ended) {
                process.destroyForcibly();
                throw new EmbeddedKafkaException("keytool did not end in time");
            }
            if (process.exitValue() != 0) {
                throw new EmbeddedKafkaException("keytool failed: " + output);
            }
        } catch (IOException e) {
            throw new EmbeddedKafkaException("cannot make the broker's key in " + store.getParent(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new EmbeddedKafkaException("interrupted while making the broker's key", e);
        }
    }

    /** Without the password. */
    @Override
    public String toString() {
        return "BrokerKeys[" + store + "]";
    }
}
