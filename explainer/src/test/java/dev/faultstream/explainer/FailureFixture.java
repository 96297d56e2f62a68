package dev.faultstream.explainer;

import dev.faultstream.schemas.failure.AffectedObjects;
import dev.faultstream.schemas.failure.AffectedObjects.Affected;
import dev.faultstream.schemas.failure.Evidence;
import dev.faultstream.schemas.failure.Failure;
import dev.faultstream.schemas.failure.Severity;
import dev.faultstream.schemas.failure.Subject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Builds failures: a Deployment whose pods are killed for memory, unless told otherwise. */
public final class FailureFixture {
    private static final Instant AT = Instant.parse("2026-03-01T10:00:00Z");

    private String id = "f-1";
    private String cluster = "prod-eu-7";
    private String rule = "pod.oom-killed";
    private String key = "e-1";
    private String language = "en";
    private String apiVersion = "apps/v1";
    private String kind = "Deployment";
    private String namespace = "shop-live";
    private String name = "checkout-api";
    private Severity severity = Severity.CRITICAL;
    private Failure.State state = Failure.State.OPEN;
    private String template = "Container {container} of {pod} was killed {count} times because it used more memory than"
            + " its limit of {limit} (reason {reason}, exit code {exitCode}).";
    private final Map<String, String> parameters = new TreeMap<>(Map.of(
            "cluster", "prod-eu-7",
            "namespace", "shop-live",
            "name", "checkout-api",
            "kind", "Deployment",
            "ref", "deployment/checkout-api",
            "pod", "checkout-api-7d9f8b6c5d-x2x4z",
            "container", "payment-worker",
            "image", "registry.acme.example/shop/checkout:4.2.1",
            "node", "ip-10-0-3-17.ec2.internal",
            "count", "14"));
    private final List<Evidence> evidence = new ArrayList<>();
    private List<String> causedBy = List.of();

    public static FailureFixture failure() {
        FailureFixture fixture = new FailureFixture();
        fixture.parameters.put("limit", "256Mi");
        fixture.parameters.put("exitCode", "137");
        fixture.parameters.put("reason", "OOMKilled");
        return fixture;
    }

    public FailureFixture id(String newId) {
        id = newId;
        return this;
    }

    public FailureFixture rule(String newRule) {
        rule = newRule;
        return this;
    }

    public FailureFixture key(String newKey) {
        key = newKey;
        return this;
    }

    public FailureFixture language(String newLanguage) {
        language = newLanguage;
        return this;
    }

    public FailureFixture cluster(String newCluster) {
        cluster = newCluster;
        return parameter("cluster", newCluster);
    }

    public FailureFixture subject(String newApiVersion, String newKind, String newNamespace, String newName) {
        apiVersion = newApiVersion;
        kind = newKind;
        namespace = newNamespace;
        name = newName;
        return parameter("kind", newKind).parameter("namespace", newNamespace).parameter("name", newName);
    }

    public FailureFixture severity(Severity newSeverity) {
        severity = newSeverity;
        return this;
    }

    public FailureFixture resolved() {
        state = Failure.State.RESOLVED;
        return this;
    }

    public FailureFixture causedBy(String... ids) {
        causedBy = List.of(ids);
        return this;
    }

    public FailureFixture template(String newTemplate) {
        template = newTemplate;
        return this;
    }

    public FailureFixture parameter(String parameter, String value) {
        parameters.put(parameter, value);
        return this;
    }

    public FailureFixture evidence(String text) {
        evidence.add(new Evidence(Evidence.Type.EVENT, text, AT));
        return this;
    }

    public Failure build() {
        boolean open = state == Failure.State.OPEN;
        return new Failure(
                id,
                cluster,
                rule,
                severity,
                state,
                1,
                new Subject(apiVersion, kind, namespace, name, "3f2b8c1e-91d4-4c55-a0f7-5b3f6d2e8a11"),
                null,
                new AffectedObjects(
                        1, List.of(new Affected("Pod", namespace, "checkout-api-7d9f8b6c5d-x2x4z", "was killed"))),
                "It was killed.",
                template,
                parameters,
                evidence,
                causedBy,
                AT,
                AT,
                open ? null : AT,
                open ? null : Failure.Resolution.RECOVERED,
                new Failure.Remedy("It needs more memory.", List.of("Raise the limit.")),
                new Failure.Doc(
                        "v1 Pod spec.containers.resources.limits", "The maximum amount of compute resources allowed."),
                language,
                key);
    }
}
