package dev.faultstream.analyzer.rules.pod;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ImageTextTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "InvalidImageName|Failed to apply default image tag|pod.image-invalid-name|",
                "ErrImagePull|invalid reference format|pod.image-invalid-name|",
                "ErrImagePull|couldn't parse image name|pod.image-invalid-name|",
                "ErrImageNeverPull|Container image is not present with pull policy of Never|pod.image-never-pull|",
                "ErrImagePull|toomanyrequests: You have reached your pull rate limit|pod.image-rate-limited|",
                "ErrImagePull|unexpected status code 429 Too Many Requests|pod.image-rate-limited|",
                "ErrImagePull|unexpected status from HEAD request to https://r/v2/x: 429 Too Many"
                        + "|pod.image-rate-limited|",
                "ErrImagePull|no match for platform in manifest: not found|pod.image-not-found|platform",
                "ErrImagePull|no matching manifest for linux/arm64|pod.image-not-found|platform",
                "ErrImagePull|no basic auth credentials|pod.image-unauthorized|",
                "ErrImagePull|Your authorization token has expired|pod.image-unauthorized|",
                "ErrImagePull|authorization failed|pod.image-unauthorized|",
                "ErrImagePull|UNAUTHORIZED: access to the resource is not allowed|pod.image-unauthorized|",
                "ErrImagePull|authentication required|pod.image-unauthorized|",
                "ErrImagePull|pull access denied, repository does not exist or may require authorization"
                        + "|pod.image-not-found|missing-or-private",
                "ErrImagePull|insufficient_scope: authorization|pod.image-not-found|missing-or-private",
                "ErrImagePull|denied: requested access to the resource|pod.image-unauthorized|",
                "ErrImagePull|received status 403|pod.image-unauthorized|",
                "ErrImagePull|unexpected status from GET request to https://r/v2/: 401 Gone|pod.image-unauthorized|",
                "ErrImagePull|Forbidden|pod.image-unauthorized|",
                "ErrImagePull|manifest unknown|pod.image-not-found|tag",
                "ErrImagePull|name unknown: repository|pod.image-not-found|tag",
                "ErrImagePull|rpc error: code = NotFound desc = failed to pull: not found|pod.image-not-found|tag",
                "ErrImagePull|tls: failed to verify certificate: x509: signed by unknown authority"
                        + "|pod.image-pull|tls",
                "ErrImagePull|http: server gave HTTP response to HTTPS client|pod.image-pull|plain-http",
                "ErrImagePull|dial tcp: lookup r.example: no such host, host not found|pod.image-pull|dns",
                "ErrImagePull|dial tcp 10.0.0.1:443: i/o timeout|pod.image-pull|network",
                "ErrImagePull|connect: connection refused|pod.image-pull|network",
                "ErrImagePull|network is unreachable|pod.image-pull|network",
                "ErrImagePull|unexpected EOF|pod.image-pull|network",
                "ErrImagePull|write /var/lib/x: no space left on device|pod.image-pull|disk",
                "SignatureValidationFailed|policy rejected it|pod.image-pull|signature",
                "ImageInspectError|something odd|pod.image-pull|other",
                "ErrImagePull|digest 4291401403 mismatch|pod.image-pull|other",
            })
    void shouldTellRuleAndCauseOfAText(
            String reason, String text, String rule, @org.jspecify.annotations.Nullable String cause) {
        // When
        ImageText meaning = ImageText.of(reason, text, "");

        // Then
        assertThat(meaning.rule()).isEqualTo(rule);
        assertThat(meaning.cause()).isEqualTo(cause == null ? "" : cause);
    }

    @Test
    void shouldNotTakeTheImagesNameForWhatIsSaidAboutIt() {
        // When
        ImageText meaning = ImageText.of(
                "ErrImagePull",
                "failed to pull registry.example/denied/unauthorized:1: connection refused",
                "registry.example/denied/unauthorized:1");

        // Then
        assertThat(meaning).isEqualTo(ImageText.NETWORK);
    }
}
