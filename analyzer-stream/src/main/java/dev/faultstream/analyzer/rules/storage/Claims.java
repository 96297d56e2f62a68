package dev.faultstream.analyzer.rules.storage;

import dev.faultstream.analyzer.api.ClusterView;
import dev.faultstream.analyzer.rules.pod.PodClaims;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What rules want to know of a claim, its users and its origin. */
final class Claims {
    private Claims() {}

    /** Whether the claim is to live on and waits for its volume. */
    static boolean isPending(PersistentVolumeClaim claim) {
        return "Pending".equals(phase(claim)) && claim.getMetadata().getDeletionTimestamp() == null;
    }

    /** The claim's phase; null when it has none yet. */
    static @Nullable String phase(PersistentVolumeClaim claim) {
        return claim.getStatus() == null ? null : claim.getStatus().getPhase();
    }

    /** The pods of the namespace that mount the claim. */
    static List<Pod> users(PersistentVolumeClaim claim, ClusterView view) {
        String name = claim.getMetadata().getName();
        return view.list(Pod.class).stream()
                .filter(pod -> pod.getSpec() != null)
                .filter(pod -> PodClaims.byVolume(pod).containsValue(name))
                .toList();
    }

    /** The StatefulSet that has made the claim from one of its templates; null when none has. */
    static @Nullable StatefulSet origin(PersistentVolumeClaim claim, ClusterView view) {
        String name = claim.getMetadata().getName();
        return view.list(StatefulSet.class).stream()
                .filter(set -> set.getSpec() != null)
                .filter(set -> set.getSpec().getVolumeClaimTemplates().stream()
                        .map(template -> template.getMetadata().getName()
                                + '-'
                                + set.getMetadata().getName()
                                + '-')
                        .anyMatch(prefix -> name.startsWith(prefix) && isNumber(name.substring(prefix.length()))))
                .findFirst()
                .orElse(null);
    }

    private static boolean isNumber(String text) {
        return !text.isEmpty() && text.chars().allMatch(Character::isDigit);
    }
}
