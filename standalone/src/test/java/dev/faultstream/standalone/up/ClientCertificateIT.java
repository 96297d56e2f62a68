package dev.faultstream.standalone.up;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultstream.embedded.BrokerSecurity;
import dev.faultstream.embedded.EmbeddedKafka;
import dev.faultstream.embedded.EmbeddedKafkaSettings;
import dev.faultstream.standalone.Child;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.Key;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.Base64;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** TLS on both sides: the client's certificate says who it is, and stands in PEM files as Strimzi makes them. */
class ClientCertificateIT {
    private static final String USER = "CN=faultstream-topics";

    @TempDir
    Path folder;

    @BeforeEach
    void makeClientKey() throws Exception {
        Path store = folder.resolve("client.p12");
        String password = "changeit-soon";
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "client",
                        "-keyalg",
                        "EC",
                        "-groupname",
                        "secp256r1",
                        "-dname",
                        USER,
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        store.toString(),
                        "-storepass",
                        password)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        assertThat(keytool.waitFor(60, TimeUnit.SECONDS)).isTrue();
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(store)) {
            keys.load(in, password.toCharArray());
        }
        Key key = keys.getKey("client", password.toCharArray());
        Certificate certificate = keys.getCertificate("client");
        Files.writeString(folder.resolve("user.key"), pem("PRIVATE KEY", key.getEncoded()));
        Files.writeString(folder.resolve("user.crt"), pem("CERTIFICATE", certificate.getEncoded()));
    }

    @Test
    void shouldBeTheUserThatItsCertificateNames() throws Exception {
        // Given
        BrokerSecurity security = BrokerSecurity.withNewKeys(folder, "unused");
        Path trusted = folder.resolve("trusted.crt");
        Files.writeString(
                trusted,
                Files.readString(security.certificate()) + Files.readString(folder.resolve("user.crt")),
                StandardCharsets.US_ASCII);
        EmbeddedKafkaSettings settings = EmbeddedKafkaSettings.temporary()
                .withSecurity(security)
                .withBrokerSetting("listener.security.protocol.map", "CLIENT:SSL,CONTROLLER:SSL")
                .withBrokerSetting("listener.name.client.ssl.client.auth", "required")
                .withBrokerSetting("ssl.truststore.location", trusted.toString())
                .withBrokerSetting("super.users", "User:CN=faultstream-broker;User:" + USER);
        try (EmbeddedKafka kafka = EmbeddedKafka.start(settings)) {
            // When
            try (Child topics = topics(kafka, security, "known", "user")) {
                // Then
                assertThat(topics.awaitExit(60)).as(topics::err).isZero();
                assertThat(topics.out()).contains("k8s-failures-explained: created");
            }
            try (Child topics = topics(kafka, security, "broken", "nobody")) {
                assertThat(topics.awaitExit(60)).as(topics::err).isEqualTo(2);
                assertThat(topics.err()).contains("kafka.client.ssl.keystore.key: refers to a value that is not there");
            }
        }
    }

    private Child topics(EmbeddedKafka kafka, BrokerSecurity security, String name, String user) {
        String prefix = "--kafka.client.";
        return Child.faultstream(
                folder,
                name,
                "topics",
                "--kafka.bootstrap-servers",
                kafka.bootstrapServers(),
                prefix + "security.protocol",
                "SSL",
                prefix + "ssl.truststore.type",
                "PEM",
                prefix + "ssl.truststore.location",
                security.certificate().toString(),
                prefix + "ssl.keystore.type",
                "PEM",
                prefix + "ssl.keystore.certificate.chain",
                "${dir:" + folder + ":" + user + ".crt}",
                prefix + "ssl.keystore.key",
                "${dir:" + folder + ":" + user + ".key}");
    }

    private static String pem(String label, byte[] content) {
        return "-----BEGIN " + label + "-----\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(content) + "\n-----END " + label
                + "-----\n";
    }
}
