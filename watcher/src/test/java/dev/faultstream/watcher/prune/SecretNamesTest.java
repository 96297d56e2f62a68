package dev.faultstream.watcher.prune;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SecretNamesTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "password",
                "DB_PASSWORD",
                "DBPASSWORD",
                "dbPassword",
                "postgres.passwords",
                "API_TOKEN",
                "apiKey",
                "API_KEY",
                "clientSecret",
                "AWS_SECRET_ACCESS_KEY",
                "aws-access-key",
                "PRIVATE_KEY",
                "X-Api-Key",
                "Authorization",
                "github_token",
                "SMTP_PASS",
                "MYSQL_PWD",
                "connectionString",
                "--admin-password"
            })
    void shouldTakeASettingForSecret(String name) {
        assertThat(SecretNames.looksSecret(name)).isTrue();
        assertThat(SecretNames.holdsSecret(name)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"STRIPE_KEY", "TOKEN_FILE", "PASSWORD_POLICY", "SESSION_SECRET_NAME"})
    void shouldTakeAVariableForSecretRatherTooOften(String name) {
        assertThat(SecretNames.looksSecret(name)).isTrue();
        assertThat(SecretNames.holdsSecret(name)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "secretName",
                "secret",
                "imagePullSecret",
                "existingSecret",
                "tokenSecretRef",
                "passwordFile",
                "token-expiration-seconds",
                "topologyKey",
                "key",
                "image",
                "bypass",
                "compass",
                "passthrough",
                "nginx.ingress.kubernetes.io/auth-secret",
                "nginx.ingress.kubernetes.io/session-cookie-name",
                "serviceAccountName",
                "keyboard",
                "author",
                "monkey"
            })
    void shouldLeaveAFieldThatHoldsNone(String name) {
        assertThat(SecretNames.holdsSecret(name)).isFalse();
    }
}
