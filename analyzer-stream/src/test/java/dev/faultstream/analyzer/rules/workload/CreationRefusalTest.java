package dev.faultstream.analyzer.rules.workload;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultstream.schemas.failure.Evidence;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CreationRefusalTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    WEBHOOK_DOWN | Internal error occurred: failed calling webhook "a.b.c": failed to call webhook: refused
                    WEBHOOK_DOWN | failed calling webhook "x" denied the request, exceeded quota
                    QUOTA | pods "web-1" is forbidden: exceeded quota: q, requested: cpu=1, used: cpu=2, limited: cpu=2
                    QUOTA | pods "web-1" is forbidden: failed quota: q: must specify limits.memory for: web
                    DENIED | pods "web-1" is forbidden: violates PodSecurity "restricted:latest": runAsNonRoot != true
                    DENIED | admission webhook "policy.example.com" denied the request: no
                    DENIED | ValidatingAdmissionPolicy 'p' with binding 'b' denied request: no
                    DENIED | pods "web-1" is forbidden: maximum cpu usage per Container is 1, but limit is 2
                    DENIED | pods "web-1" is forbidden: cpu max limit to request ratio per Pod is 2, but provided ratio is 4
                    DENIED | pods "web-1" is forbidden: unable to validate against any security context constraint: []
                    OTHER | pods "web-1" is forbidden: error looking up service account shop/web: serviceaccount "web" not found
                    OTHER | Pod "web-1" is invalid: spec.containers[0]: must specify a name
                    """)
    void shouldNameWhoRefusesByTheFirstTextThatFits(CreationRefusal expected, String text) {
        // When
        CreationRefusal refusal =
                CreationRefusal.of(new CreationFailure(text, null, new Evidence(Evidence.Type.EVENT, text, null)));

        // Then
        assertThat(refusal).isEqualTo(expected);
    }
}
