package dev.faultstream.watcher.prune;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.faultstream.schemas.facts.CertificateFacts;
import dev.faultstream.schemas.facts.Facts;
import dev.faultstream.schemas.facts.SecretFacts;
import dev.faultstream.schemas.serde.Json;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.bouncycastle.asn1.x509.GeneralName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class SecretFactsTest {
    private static final Instant FROM = Instant.parse("2026-01-01T00:00:00Z");
    private static final Instant TO = Instant.parse("2026-04-01T00:00:00Z");
    private static final KeyPair RSA = TestCertificates.rsa();
    private static final KeyPair EC = TestCertificates.ec();

    @Test
    void shouldPublishNamesAndValidityOfTheLeaf() {
        String leaf = TestCertificates.certificate(
                RSA,
                "ignored",
                FROM,
                TO,
                List.of(
                        new GeneralName(GeneralName.dNSName, "shop.example"),
                        new GeneralName(GeneralName.iPAddress, "10.0.0.7")));
        String issuer = TestCertificates.certificate(EC, "ca", FROM, TO.plusSeconds(1), List.of());

        SecretFacts facts = facts(Map.of("tls.crt", leaf + issuer, "tls.key", TestCertificates.pkcs8Key(RSA)));

        assertThat(facts.certificates())
                .containsOnly(Map.entry(
                        "tls.crt", new CertificateFacts(FROM, TO, List.of("shop.example"), List.of("10.0.0.7"), null)));
        assertThat(facts.keyFits()).isTrue();
        assertThat(facts.keys()).containsOnlyKeys("tls.crt", "tls.key");
        assertThat(facts.keys().get("tls.crt")).isEqualTo((leaf + issuer).length());
    }

    @Test
    void shouldTakeTheCommonNameWhenThereAreNoOtherNames() {
        String certificate = TestCertificates.certificate(RSA, "old.example", FROM, TO, List.of());

        SecretFacts facts = facts(Map.of("ca.pem", certificate));

        assertThat(facts.certificates().get("ca.pem"))
                .isEqualTo(new CertificateFacts(FROM, TO, List.of("old.example"), List.of(), null));
    }

    @Test
    void shouldSayWhyACertificateCannotBeReadWithoutQuotingIt() {
        SecretFacts facts = facts(Map.of(
                "tls.crt", "planted-text",
                "ca.crt", "-----BEGIN CERTIFICATE-----\ncGxhbnRlZA==\n-----END CERTIFICATE-----",
                "other", "planted-text"));

        assertThat(facts.certificates()).containsOnlyKeys("tls.crt", "ca.crt");
        assertThat(facts.certificates().get("tls.crt"))
                .satisfies(unreadable -> assertThat(unreadable.error()).isEqualTo("no PEM certificate"));
        assertThat(facts.certificates().get("ca.crt"))
                .satisfies(unreadable -> assertThat(unreadable.error()).startsWith("not an X.509 certificate"));
        assertThat(facts.keyFits()).isNull();
    }

    @ParameterizedTest
    @MethodSource("keyPairs")
    void shouldSayWhetherTheKeyFits(KeyPair keys, Function<KeyPair, String> form) {
        String own = TestCertificates.certificate(keys, "a", FROM, TO, List.of());
        KeyPair sameAlgorithm =
                switch (keys.getPublic().getAlgorithm()) {
                    case "RSA" -> TestCertificates.rsa();
                    case "EC" -> TestCertificates.ec();
                    default -> TestCertificates.ed25519();
                };
        KeyPair otherAlgorithm = "RSA".equals(keys.getPublic().getAlgorithm()) ? EC : RSA;
        String key = form.apply(keys);

        assertThat(fits(own, key)).isTrue();
        assertThat(fits(TestCertificates.certificate(sameAlgorithm, "a", FROM, TO, List.of()), key))
                .isFalse();
        assertThat(fits(TestCertificates.certificate(otherAlgorithm, "a", FROM, TO, List.of()), key))
                .isFalse();
    }

    static Stream<Arguments> keyPairs() {
        Function<KeyPair, String> pkcs8 = TestCertificates::pkcs8Key;
        Function<KeyPair, String> traditional = TestCertificates::traditionalKey;
        return Stream.of(
                Arguments.of(RSA, pkcs8),
                Arguments.of(RSA, traditional),
                Arguments.of(EC, pkcs8),
                Arguments.of(EC, traditional),
                Arguments.of(TestCertificates.ed25519(), pkcs8));
    }

    @Test
    void shouldNotJudgeAKeyThatCannotBeRead() {
        String certificate = TestCertificates.certificate(RSA, "a", FROM, TO, List.of());

        assertThat(fits(certificate, "nothing")).isNull();
        assertThat(fits(
                        certificate,
                        "-----BEGIN ENCRYPTED PRIVATE KEY-----\nAAAA\n-----END ENCRYPTED PRIVATE KEY-----"))
                .isNull();
        assertThat(fits(certificate, "-----BEGIN RSA PRIVATE KEY-----\nAAAA\n-----END RSA PRIVATE KEY-----"))
                .isNull();
        assertThat(fits("nothing", TestCertificates.pkcs8Key(RSA))).isNull();
    }

    @Test
    void shouldWriteTheSameFactsAsTheSameBytes() {
        Map<String, String> values = Map.of("z", "1", "a", "2", "m", "3", "b", "4");

        assertThat(pruned(values).get("facts").toString())
                .isEqualTo("{\"keys\":{\"a\":1,\"b\":1,\"m\":1,\"z\":1},\"certificates\":{}}");
    }

    @Test
    void shouldPublishTheEndOfTheBundlesLongestValidity() {
        String bundle = TestCertificates.certificate(RSA, "a", FROM, TO, List.of())
                + TestCertificates.certificate(RSA, "b", FROM, TO.plusSeconds(60), List.of());
        ObjectNode webhook = JsonTexts.object(
                "{'apiVersion':'admissionregistration.k8s.io/v1','kind':'ValidatingWebhookConfiguration',"
                        + "'metadata':{'name':'w'},'webhooks':[{'clientConfig':{'caBundle':'"
                        + Base64.getEncoder().encodeToString(bundle.getBytes(StandardCharsets.UTF_8))
                        + "','service':{'name':'s'}}},{'clientConfig':{'service':{'name':'s'}}},"
                        + "{'clientConfig':{'caBundle':'bm90aGluZw=='}},{'clientConfig':{'url':'https://x'}}]}");

        Pruner.prune(webhook);

        JsonNode hooks = webhook.get("webhooks");
        assertThat(hooks.at("/0/clientConfig/caBundleFacts").toString())
                .isEqualTo("{\"present\":true,\"notAfter\":\"2026-04-01T00:01:00Z\"}");
        assertThat(hooks.at("/0/clientConfig").has("caBundle")).isFalse();
        assertThat(hooks.at("/1/clientConfig/caBundleFacts").toString()).isEqualTo("{\"present\":false}");
        assertThat(hooks.at("/2/clientConfig/caBundleFacts").toString()).isEqualTo("{\"present\":true}");
        assertThat(hooks.at("/3/clientConfig").has("caBundleFacts")).isFalse();
    }

    private static @org.jspecify.annotations.Nullable Boolean fits(String certificate, String key) {
        return facts(Map.of("tls.crt", certificate, "tls.key", key)).keyFits();
    }

    private static SecretFacts facts(Map<String, String> values) {
        Map<String, Object> properties =
                Json.mapper().convertValue(pruned(values), new TypeReference<Map<String, Object>>() {});
        return Facts.ofSecret(properties).orElseThrow();
    }

    private static ObjectNode pruned(Map<String, String> values) {
        ObjectNode secret = JsonTexts.object(
                "{'apiVersion':'v1','kind':'Secret','metadata':{'name':'s','namespace':'n'},'data':{}}");
        values.forEach((key, value) -> ((ObjectNode) secret.get("data"))
                .put(key, Base64.getEncoder().encodeToString(value.getBytes(StandardCharsets.UTF_8))));
        Pruner.prune(secret);
        return secret;
    }
}
