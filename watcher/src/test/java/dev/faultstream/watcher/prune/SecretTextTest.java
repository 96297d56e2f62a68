package dev.faultstream.watcher.prune;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SecretTextTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "Authorization: Bearer abcdef0123456789 | Authorization: Bearer (redacted)",
                "postgres://app:pl4nt@db:5432/shop | postgres://(redacted)@db:5432/shop",
                "postgres://app:p@ss@db/shop | postgres://(redacted)@db/shop",
                "https://ghp_aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa@github.com/x | https://(redacted)@github.com/x",
                "got eyJhbGciOiJI.eyJzdWIiOiIx.c2lnbmF0dXJl here | got (redacted) here",
                "key AKIAIOSFODNN7EXAMPLE is bad | key (redacted) is bad",
                "cannot log in with password=plant,x user=me | cannot log in with password=(redacted) user=me",
                "{\"password\": \"plant\", \"user\": \"me\"} | {\"password\": \"(redacted)\", \"user\": \"me\"}",
                "{\\\"token\\\":\\\"plant\\\"} | {\\\"token\\\":\\\"(redacted)\\\"}",
                "-----BEGIN RSA PRIVATE KEY-----plant | (redacted)",
                "Basic cGxhbnQ6cGxhbnQ= failed | Basic (redacted) failed",
            })
    void shouldReplaceSecretsInAnyText(String text, String redacted) {
        assertThat(SecretText.redact(text)).isEqualTo(redacted);
        assertThat(SecretText.redact(redacted)).isEqualTo(redacted);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "--password=plant | --password=(redacted)",
                "run --db-password plant --port 80 | run --db-password (redacted) --port 80",
                "mysqldump -u root -pplant shop | mysqldump -u root -p(redacted) shop",
                "PGPASSWORD=plant psql -h db | PGPASSWORD=(redacted) psql -h db",
                "curl -u admin:plant http://x | curl -u (redacted) http://x",
                "redis-cli -a plant ping | redis-cli -a (redacted) ping",
                "password: plant and more | password: (redacted)",
                "note: my password: plant | note: my password: (redacted)",
                "kubectl --from-literal=password=plant | kubectl --from-literal=password=(redacted)",
                "helm --set db.password=plant,x=1 | helm --set db.password=(redacted)",
                "1password=plant | 1password=(redacted)",
            })
    void shouldReplaceSecretsInCommands(String text, String redacted) {
        assertThat(SecretText.redactCommand(text)).isEqualTo(redacted);
        assertThat(SecretText.redactCommand(redacted)).isEqualTo(redacted);
    }

    @Test
    void shouldReplaceSettingsInTextsOfSeveralLines() {
        String text = "db:\n  password: \"p l\"\n  key: |\n    x\n  token: |-\n    pl4nt\n    pl4nt\nuser: me\n";

        assertThat(SecretText.redact(text))
                .isEqualTo("db:\n  password: \"(redacted)\"\n  key: |\n    x\n  token: |-\n    (redacted)\nuser: me\n");
    }

    @Test
    void shouldTakeLinearTimeForLongTexts() {
        String text = "a.b-c".repeat(200_000) + " " + "mysql ".repeat(10_000) + "a: ".repeat(100_000)
                + "0123456789abcdef".repeat(50_000);

        assertTimeoutPreemptively(Duration.ofSeconds(20), () -> SecretText.redactCommand(text + "\n:="));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Back-off pulling image \"registry.example/shop/web:1.2\"",
                "MountVolume.SetUp failed for volume \"token\" : secret \"api-token\" not found",
                "couldn't find key password in Secret default/db",
                "0/5 nodes are available: 5 Insufficient cpu. preemption: 0/5 nodes are available",
                "Error: secret \"db-password\" not found",
                "http://example.com:8080/a/b?x=y",
                "--token-file=/var/run/token --secret-name web --key=$(TLS_KEY)",
                "exec: --password=$(DB_PASSWORD) --token ${TOKEN}",
                "user@example.com",
            })
    void shouldLeaveTextsThatHoldNone(String text) {
        assertThat(SecretText.redact(text)).isEqualTo(text);
        assertThat(SecretText.redactCommand(text)).isEqualTo(text);
    }
}
