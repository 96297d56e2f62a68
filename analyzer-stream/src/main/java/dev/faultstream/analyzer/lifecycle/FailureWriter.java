package dev.faultstream.analyzer.lifecycle;

import static java.util.Objects.requireNonNull;

import dev.faultstream.analyzer.api.Finding;
import dev.faultstream.analyzer.api.RuleDefinition;
import dev.faultstream.analyzer.engine.ConfiguredRule;
import dev.faultstream.analyzer.engine.EvaluationId;
import dev.faultstream.analyzer.engine.RuleSet;
import dev.faultstream.schemas.failure.AffectedObjects;
import dev.faultstream.schemas.failure.Evidence;
import dev.faultstream.schemas.failure.Failure;
import dev.faultstream.schemas.failure.Subject;
import dev.faultstream.schemas.remedy.ApiDocs;
import dev.faultstream.schemas.remedy.Remedies;
import dev.faultstream.schemas.remedy.Template;
import dev.faultstream.schemas.snapshot.KindRef;
import dev.faultstream.schemas.snapshot.ResourceKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Words failures: fills templates, counts objects, adds remedy and documentation. */
final class FailureWriter {
    /** More objects than this are counted by their findings instead of one by one. */
    private static final int COUNTED_ONE_BY_ONE = 5_000;

    private static final int MOST_EVIDENCE = 5;
    private static final String TEXT = "text";

    private final GroupStore store;
    private final RuleSet rules;
    private final String language;
    private final Remedies remedies = Remedies.load();
    private final ApiDocs docs = ApiDocs.load();

    FailureWriter(GroupStore store, RuleSet rules, String language) {
        this.store = store;
        this.rules = rules;
        this.language = language;
    }

    /** What would be published of a group now; what was last published of it when its members are gone. */
    Draft draft(FailureGroup group, Instant at) {
        List<Finding> first = new ArrayList<>();
        Set<String> objects = new HashSet<>();
        List<AffectedObjects.Affected> sample = new ArrayList<>();
        String template = template(group);
        store.forEachMature(group, (name, member) -> {
            String evaluation = name.substring(0, name.indexOf('#'));
            if (objects.add(evaluation) && sample.size() < AffectedObjects.SAMPLE_LIMIT) {
                Finding finding = member.get().finding();
                first.add(finding);
                sample.add(affected(evaluation, template, parameters(group, finding, at, 1)));
            }
            return objects.size() < COUNTED_ONE_BY_ONE;
        });
        if (first.isEmpty()) {
            return requireNonNull(group.lastDraft, "a group without members has been published before");
        }
        int count = objects.size() < COUNTED_ONE_BY_ONE ? objects.size() : group.mature;
        Map<String, String> raw = parameters(group, first.get(0), at, count);
        Map<String, String> normal = normalised(raw);
        return new Draft(
                new Template(template).render(raw),
                template,
                normal,
                new AffectedObjects(count, sample),
                evidence(group, first, at),
                ExplanationKeys.material(template, normal));
    }

    /** The record of a group's new revision. */
    Failure write(FailureGroup group, Draft draft, Instant at, World world) {
        boolean resolved = group.state == FailureGroup.State.RESOLVED;
        RuleDefinition rule = definition(group);
        return new Failure(
                group.id,
                group.cluster,
                group.rule,
                group.severity,
                resolved ? Failure.State.RESOLVED : Failure.State.OPEN,
                group.revision,
                group.subject,
                group.workload,
                draft.objects(),
                draft.message(),
                draft.template(),
                draft.parameters(),
                draft.evidence(),
                group.causedBy,
                group.openedAt == null ? at : group.openedAt,
                at,
                resolved ? latest(group.goneAt, group.openedAt, at) : null,
                resolved ? resolution(group, world) : null,
                remedy(group, draft),
                rule == null ? null : doc(rule),
                language,
                ExplanationKeys.of(group.rule, draft.template(), draft.parameters(), remedyText(group), language));
    }

    private static Instant latest(@Nullable Instant gone, @Nullable Instant opened, Instant at) {
        Instant end = gone == null ? at : gone;
        return opened != null && opened.isAfter(end) ? opened : end;
    }

    private static Failure.Resolution resolution(FailureGroup group, World world) {
        if (group.goneUnobserved) {
            return Failure.Resolution.UNOBSERVED;
        }
        Subject subject = group.subject;
        ResourceKey key = ResourceKey.of(
                group.cluster,
                KindRef.of(subject.apiVersion(), subject.kind()),
                subject.namespace() == null ? ResourceKey.NO_NAMESPACE : subject.namespace(),
                subject.name());
        return world.exists(key) ? Failure.Resolution.RECOVERED : Failure.Resolution.DELETED;
    }

    private static AffectedObjects.Affected affected(
            String evaluation, String template, Map<String, String> parameters) {
        ResourceKey key = EvaluationId.parse(evaluation).object();
        return new AffectedObjects.Affected(
                key.kind(),
                key.isNamespaced() ? key.namespace() : null,
                key.name(),
                new Template(template).render(parameters));
    }

    private static Map<String, String> parameters(FailureGroup group, Finding finding, Instant at, int count) {
        Map<String, String> parameters = new TreeMap<>();
        Subject subject = finding.subject();
        parameters.put("cluster", group.cluster);
        parameters.put("namespace", subject.namespace() == null ? "" : subject.namespace());
        parameters.put("name", subject.name());
        parameters.put("kind", subject.kind());
        parameters.put("ref", subject.reference());
        parameters.put("count", Integer.toString(count));
        parameters.putAll(finding.parametersAt(at));
        return parameters;
    }

    private static Map<String, String> normalised(Map<String, String> parameters) {
        String text = parameters.get(TEXT);
        if (text == null || text.isEmpty()) {
            return parameters;
        }
        Map<String, String> normalised = new TreeMap<>(parameters);
        normalised.put(TEXT, TextNormalizer.normalise(text, parameters));
        return normalised;
    }

    private static List<Evidence> evidence(FailureGroup group, List<Finding> findings, Instant at) {
        List<Evidence> evidence = new ArrayList<>();
        if (group.isFlapping(at)) {
            evidence.add(new Evidence(Evidence.Type.FIELD, "flapping: resolved and reopened again and again", null));
        }
        for (Finding finding : findings) {
            for (Evidence item : finding.evidence()) {
                if (evidence.size() < MOST_EVIDENCE && !evidence.contains(item)) {
                    evidence.add(item);
                }
            }
        }
        return evidence;
    }

    private Failure.Remedy remedy(FailureGroup group, Draft draft) {
        return remedies.find(group.rule, language)
                .map(remedy -> new Failure.Remedy(
                        new Template(remedy.error()).render(draft.parameters()),
                        remedy.steps().stream()
                                .map(step -> new Template(step).render(draft.parameters()))
                                .toList()))
                .orElseGet(() -> new Failure.Remedy(draft.message(), List.of()));
    }

    private String remedyText(FailureGroup group) {
        return remedies.find(group.rule, "en")
                .map(remedy -> remedy.error() + String.join("\n", remedy.steps()))
                .orElse("");
    }

    private Failure.@Nullable Doc doc(RuleDefinition rule) {
        return rule.doc().isEmpty()
                ? null
                : new Failure.Doc(rule.doc(), docs.find(rule.doc(), language).orElse(""));
    }

    private String template(FailureGroup group) {
        RuleDefinition rule = definition(group);
        return rule == null ? group.rule : rule.message();
    }

    private @Nullable RuleDefinition definition(FailureGroup group) {
        return rules.find(group.rule).map(ConfiguredRule::definition).orElse(null);
    }

    /**
     * The words of a failure.
     *
     * @param material what must differ for a change to be worth a record
     */
    record Draft(
            String message,
            String template,
            Map<String, String> parameters,
            AffectedObjects objects,
            List<Evidence> evidence,
            String material) {}
}
