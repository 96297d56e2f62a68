package dev.faultstream.analyzer.rules.pod;

import dev.faultstream.analyzer.api.ClusterView;
import dev.faultstream.analyzer.api.WarningEvent;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.Pod;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Why a volume cannot be mounted, as events tell.
 *
 * @param volume the volume of the Pod
 * @param cause what the rule calls the reason
 * @param event the event that tells most
 */
record MountProblem(String volume, String cause, WarningEvent event) {
    private static final Duration WINDOW = Duration.ofMinutes(10);
    private static final Duration TOKEN_SET_UP = Duration.ofMinutes(2);
    private static final Set<String> REASONS = Set.of("FailedMount", "FailedMapVolume");
    private static final String NOT_ATTACHED = "FailedAttachVolume";
    private static final String TIMEOUT = "timeout";
    private static final Pattern VOLUME = Pattern.compile("for volume \"([^\"]+)\"|unmounted volumes=\\[([^\\],\\s]+)");
    private static final Map<String, Pattern> CAUSES = causes();

    /** What the newest event tells, rather one that tells a reason; null when nothing keeps volumes from the Pod. */
    static @Nullable MountProblem of(Pod pod, ClusterView view) {
        List<WarningEvent> events = view.warnings(pod, WINDOW);
        if (events.stream().anyMatch(event -> NOT_ATTACHED.equals(event.reason()))) {
            return null;
        }
        Instant started = lastStart(pod);
        List<MountProblem> problems = events.stream()
                .filter(event -> REASONS.contains(event.reason()))
                .filter(event -> started == null || event.last().isAfter(started))
                .map(event -> new MountProblem(volumeOf(event, pod, view), causeOf(event), event))
                .filter(problem -> !problem.isTokenBeingMade(view))
                .toList();
        return problems.stream()
                .filter(problem -> !TIMEOUT.equals(problem.cause))
                .findFirst()
                .or(() -> problems.stream().findFirst())
                .orElse(null);
    }

    private boolean isTokenBeingMade(ClusterView view) {
        return volume.startsWith(VolumeSource.TOKEN_VOLUME) && view.within(event.first(), TOKEN_SET_UP);
    }

    /** A container that has started had all volumes. */
    private static @Nullable Instant lastStart(Pod pod) {
        return PodContainer.of(pod).stream()
                .map(PodContainer::started)
                .filter(Objects::nonNull)
                .max(Instant::compareTo)
                .orElse(null);
    }

    /** The kubelet names some volumes by the volume that their claim is bound to. */
    private static String volumeOf(WarningEvent event, Pod pod, ClusterView view) {
        Matcher matcher = VOLUME.matcher(event.message());
        if (!matcher.find()) {
            return "";
        }
        String told = matcher.group(1) == null ? matcher.group(2) : matcher.group(1);
        for (Map.Entry<String, String> volume : PodClaims.byVolume(pod).entrySet()) {
            PersistentVolumeClaim claim = PodClaims.peek(pod, volume.getValue(), view);
            if (claim != null
                    && claim.getSpec() != null
                    && told.equals(claim.getSpec().getVolumeName())) {
                return volume.getKey();
            }
        }
        return told;
    }

    private static String causeOf(WarningEvent event) {
        return CAUSES.entrySet().stream()
                .filter(cause -> cause.getValue().matcher(event.message()).find())
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse("other");
    }

    private static Map<String, Pattern> causes() {
        Map<String, Pattern> causes = new LinkedHashMap<>();
        causes.put("driver", Pattern.compile("not found in the list of registered CSI drivers"));
        causes.put(TIMEOUT, Pattern.compile("timed out waiting"));
        causes.put("path", Pattern.compile("hostPath type check failed|no such file", Pattern.CASE_INSENSITIVE));
        causes.put("permission", Pattern.compile("permission", Pattern.CASE_INSENSITIVE));
        causes.put("filesystem", Pattern.compile("fsck|wrong fs type", Pattern.CASE_INSENSITIVE));
        return causes;
    }
}
