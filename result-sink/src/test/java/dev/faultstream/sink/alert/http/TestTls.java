package dev.faultstream.sink.alert.http;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.Key;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/**
 * A server and a client that trust each other's certificate, which are their own authorities.
 *
 * @param authority PEM file of the server's certificate
 * @param clientCertificate PEM file
 * @param clientKey PEM file
 */
public record TestTls(Path authority, Path clientCertificate, Path clientKey, SSLContext serverContext) {
    private static final char[] PASSWORD = "changeit".toCharArray();

    /** Makes keys and certificates in a folder, with the JDK's keytool. */
    public static TestTls create(Path folder) throws Exception {
        KeyStore server = generate(folder.resolve("server.p12"), "CN=server", "san=ip:127.0.0.1");
        KeyStore client = generate(folder.resolve("client.p12"), "CN=client", "san=dns:client");
        Path authority = pem(folder.resolve("ca.pem"), "CERTIFICATE", server.getCertificate("it"));
        Path certificate = pem(folder.resolve("client.pem"), "CERTIFICATE", client.getCertificate("it"));
        Key key = client.getKey("it", PASSWORD);
        Path keyFile = write(folder.resolve("client.key"), "PRIVATE KEY", key.getEncoded());

        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(server, PASSWORD);
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, PASSWORD);
        trusted.setCertificateEntry("client", client.getCertificate("it"));
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
        return new TestTls(authority, certificate, keyFile, context);
    }

    private static KeyStore generate(Path file, String name, String san) throws Exception {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                "it",
                "-keyalg",
                "EC",
                "-dname",
                name,
                "-ext",
                san,
                "-validity",
                "2",
                "-storetype",
                "PKCS12",
                "-storepass",
                "changeit",
                "-keystore",
                file.toString()));
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        if (process.waitFor() != 0) {
            throw new IllegalStateException("keytool failed");
        }
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(file)) {
            store.load(in, PASSWORD);
        }
        return store;
    }

    private static Path pem(Path file, String type, Certificate certificate) throws Exception {
        return write(file, type, certificate.getEncoded());
    }

    private static Path write(Path file, String type, byte[] content) throws IOException {
        String body = Base64.getMimeEncoder(64, "\n".getBytes(US_ASCII)).encodeToString(content);
        return Files.writeString(
                file, "-----BEGIN " + type + "-----\n" + body + "\n-----END " + type + "-----\n", US_ASCII);
    }
}
