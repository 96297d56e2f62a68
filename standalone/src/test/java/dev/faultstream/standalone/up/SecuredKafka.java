package dev.faultstream.standalone.up;

import static java.util.Objects.requireNonNull;

import dev.faultstream.embedded.BrokerSecurity;
import dev.faultstream.embedded.EmbeddedKafka;
import dev.faultstream.embedded.EmbeddedKafkaSettings;
import dev.faultstream.service.kafka.KafkaRight;
import dev.faultstream.standalone.ServiceRights;
import dev.faultstream.standalone.ServiceSettings;
import dev.faultstream.standalone.kafka.KafkaAccess;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ScramCredentialInfo;
import org.apache.kafka.clients.admin.ScramMechanism;
import org.apache.kafka.clients.admin.UserScramCredentialUpsertion;
import org.apache.kafka.common.acl.AclBinding;

/** A broker with TLS, a user for each service, and the rights of each service as it documents them. */
final class SecuredKafka implements AutoCloseable {
    private static final String PREFIX = "kafka.client.";
    private static final int ITERATIONS = 4096;

    private final Path folder;
    private final BrokerSecurity security;
    private final EmbeddedKafka kafka;
    private final Admin admin;
    private final Map<String, String> passwords = new HashMap<>();

    private SecuredKafka(Path folder, BrokerSecurity security, EmbeddedKafka kafka) {
        this.folder = folder;
        this.security = security;
        this.kafka = kafka;
        this.admin = Admin.create(kafka.adminSettings());
    }

    static SecuredKafka start(Path folder, Map<String, String> brokerSettings) {
        BrokerSecurity security = BrokerSecurity.withNewKeys(
                folder, "a" + UUID.randomUUID().toString().replace("-", ""));
        EmbeddedKafkaSettings settings = EmbeddedKafkaSettings.temporary().withSecurity(security);
        for (Map.Entry<String, String> setting : brokerSettings.entrySet()) {
            settings = settings.withBrokerSetting(setting.getKey(), setting.getValue());
        }
        return new SecuredKafka(folder, security, EmbeddedKafka.start(settings));
    }

    String bootstrapServers() {
        return kafka.bootstrapServers();
    }

    BrokerSecurity security() {
        return security;
    }

    /** Access of the user who may do everything. */
    KafkaAccess access() {
        Map<String, String> settings = new HashMap<>();
        kafka.adminSettings().forEach((name, value) -> settings.put(PREFIX + name, value.toString()));
        settings.put("kafka.bootstrap-servers", bootstrapServers());
        settings.remove(PREFIX + "bootstrap.servers");
        return new KafkaAccess(new ServiceSettings(Map.of(), settings));
    }

    /** Makes a user with a password of its own. */
    void createUser(String name) throws Exception {
        String password = newPassword(name);
        passwords.put(name, password);
        setPassword(name, password);
    }

    /** Gives a user a password that its files do not have. */
    void changePassword(String name) throws Exception {
        setPassword(name, newPassword(name));
    }

    private static String newPassword(String name) {
        return "hush-" + name + "-" + UUID.randomUUID();
    }

    private void setPassword(String name, String password) throws Exception {
        admin.alterUserScramCredentials(List.of(new UserScramCredentialUpsertion(
                        name, new ScramCredentialInfo(ScramMechanism.SCRAM_SHA_512, ITERATIONS), password)))
                .all()
                .get(30, TimeUnit.SECONDS);
    }

    /** All passwords of users that were made. */
    List<String> passwords() {
        return List.copyOf(passwords.values());
    }

    void allow(String user, List<KafkaRight> rights) throws Exception {
        admin.createAcls(bindings(user, rights)).all().get(30, TimeUnit.SECONDS);
    }

    void withdraw(String user, KafkaRight right) throws Exception {
        admin.deleteAcls(bindings(user, List.of(right)).stream()
                        .map(AclBinding::toFilter)
                        .toList())
                .all()
                .get(30, TimeUnit.SECONDS);
    }

    private static List<AclBinding> bindings(String user, List<KafkaRight> rights) {
        return rights.stream()
                .flatMap(right -> right.bindings("User:" + user).stream())
                .toList();
    }

    private String password(String user) {
        return requireNonNull(passwords.get(user), user);
    }

    /** The flags for a user whose password stands in a file. */
    List<String> passwordFile(String user) throws IOException {
        return passwordFile(user, password(user));
    }

    /** The flags for a user with some password. */
    List<String> passwordFile(String user, String password) throws IOException {
        Path file = folder.resolve(user + ".password");
        Files.writeString(file, password, StandardCharsets.UTF_8);
        List<String> flags = new ArrayList<>(tls("SCRAM-SHA-512"));
        flags.addAll(List.of("--kafka.username", user, "--kafka.password-file", file.toString()));
        return flags;
    }

    /** The flags for a user whose login entry stands in a file, as Strimzi's Secrets have it. */
    List<String> loginFile(String user) throws IOException {
        Path file = folder.resolve(user + ".sasl.jaas.config");
        Files.writeString(file, login(user, password(user)));
        List<String> flags = new ArrayList<>(tls("SCRAM-SHA-512"));
        flags.addAll(List.of("--" + PREFIX + "sasl.jaas.config.file", file.toString()));
        return flags;
    }

    /** The flags for a user whose password is referred to. */
    List<String> reference(String user) throws IOException {
        Path file = folder.resolve(user + ".properties");
        Files.writeString(file, "password=" + password(user) + "\n");
        List<String> flags = new ArrayList<>(tls("SCRAM-SHA-512"));
        flags.addAll(List.of("--" + PREFIX + "sasl.jaas.config", login(user, "${file:" + file + ":password}")));
        return flags;
    }

    /** The flags for TLS and a mechanism. */
    List<String> tls(String mechanism) {
        return List.of(
                "--" + PREFIX + "security.protocol",
                "SASL_SSL",
                "--" + PREFIX + "sasl.mechanism",
                mechanism,
                "--" + PREFIX + "ssl.truststore.type",
                "PEM",
                "--" + PREFIX + "ssl.truststore.location",
                security.certificate().toString());
    }

    private static String login(String user, String password) {
        return "org.apache.kafka.common.security.scram.ScramLoginModule required username=\"" + user + "\" password=\""
                + password + "\";";
    }

    /** The rights of a service in a deployment. */
    static List<KafkaRight> rights(String service, Deployment deployment) {
        return ServiceRights.of(
                "sink".equals(service) ? "sink (join)" : service,
                Map.of("topics.prefix", deployment.topics().prefix(), "explainer.group", deployment.group()));
    }

    @Override
    public void close() {
        admin.close();
        kafka.close();
    }
}
