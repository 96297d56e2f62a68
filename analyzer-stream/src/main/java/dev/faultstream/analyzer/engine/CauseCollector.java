package dev.faultstream.analyzer.engine;

import dev.faultstream.analyzer.api.Causes;
import dev.faultstream.analyzer.api.ClusterView;
import dev.faultstream.analyzer.api.Finding;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Gathers the failure ids that may explain one finding, place by place. */
final class CauseCollector implements Causes {
    /** More failures at one place than this explain no better. */
    private static final int LONGEST_PLACE = 20;

    private final ClusterView view;
    private final Finding symptom;
    private final Predicate<Finding> explains;
    private final List<List<String>> places = new ArrayList<>();

    CauseCollector(ClusterView view, Finding symptom, Predicate<Finding> explains) {
        this.view = view;
        this.symptom = symptom;
        this.explains = explains;
    }

    List<List<String>> places() {
        return places;
    }

    @Override
    public Causes of(Collection<? extends HasMetadata> objects, String... rulePatterns) {
        List<Finding> findings = new ArrayList<>();
        for (HasMetadata object : objects) {
            findings.addAll(view.findings(object));
        }
        addPlaces(findings, rulePatterns);
        return this;
    }

    @Override
    public Causes of(@Nullable HasMetadata object, String... rulePatterns) {
        return object == null ? this : of(List.of(object), rulePatterns);
    }

    @Override
    public Causes ofCluster(String... rulePatterns) {
        addPlaces(view.clusterFindings(), rulePatterns);
        return this;
    }

    private void addPlaces(List<Finding> findings, String... rulePatterns) {
        for (String pattern : rulePatterns) {
            Set<String> ids = new LinkedHashSet<>();
            for (Finding finding : findings) {
                if (finding.isOf(pattern)
                        && explains.test(finding)
                        && !finding.failureId().equals(symptom.failureId())
                        && ids.size() < LONGEST_PLACE) {
                    ids.add(finding.failureId());
                }
            }
            if (!ids.isEmpty()) {
                places.add(List.copyOf(ids));
            }
        }
    }
}
