package dev.faultstream.analyzer.rules.workload;

import dev.faultstream.analyzer.api.Causes;
import dev.faultstream.analyzer.api.ClusterView;
import dev.faultstream.analyzer.rules.pod.PodClaims;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.Pod;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Where the reasons for the failure of a workload are looked for, best first. */
public final class WorkloadCauses {
    private WorkloadCauses() {}

    /** That its pods cannot be created; what is wrong with them, their claims and nodes; that nobody looks at it. */
    public static void add(HasMetadata workload, ClusterView view, Causes causes) {
        addCreation(workload, view, causes);
        List<List<Pod>> revisions = WorkloadPods.byRevision(workload, view);
        revisions.forEach(pods -> causes.of(pods, "pod.*"));
        List<Pod> pods = revisions.stream().flatMap(List::stream).toList();
        causes.of(claims(pods, view), "pvc.*");
        causes.of(nodes(pods, view), "node.*");
        causes.of(workload, "workload.not-observed");
    }

    /** That its pods cannot be created. */
    public static void addCreation(HasMetadata workload, ClusterView view, Causes causes) {
        List<HasMetadata> creators = new ArrayList<>();
        creators.add(workload);
        creators.addAll(WorkloadPods.children(workload, view));
        causes.of(creators, "workload.create-*");
    }

    /** The claims that the pods use, as far as they exist. */
    public static List<PersistentVolumeClaim> claims(Collection<Pod> pods, ClusterView view) {
        Set<String> names = new LinkedHashSet<>();
        for (Pod pod : pods) {
            if (pod.getSpec() != null) {
                names.addAll(PodClaims.byVolume(pod).values());
            }
        }
        List<PersistentVolumeClaim> claims = new ArrayList<>();
        for (String name : names) {
            PersistentVolumeClaim claim = view.find(PersistentVolumeClaim.class, name);
            if (claim != null) {
                claims.add(claim);
            }
        }
        return claims;
    }

    /** The nodes on which those of the pods are that are not ready. */
    public static Collection<Node> nodes(Collection<Pod> pods, ClusterView view) {
        Map<String, Node> nodes = new LinkedHashMap<>();
        for (Pod pod : pods) {
            String name = pod.getSpec() == null ? null : pod.getSpec().getNodeName();
            if (name != null && !PodTimes.isReady(pod) && !nodes.containsKey(name)) {
                Node node = view.find(Node.class, name);
                if (node != null) {
                    nodes.put(name, node);
                }
            }
        }
        return nodes.values();
    }
}
