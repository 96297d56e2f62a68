package dev.faultstream.analyzer.engine;

import static dev.faultstream.schemas.snapshot.ResourceKey.NO_NAMESPACE;

import dev.faultstream.analyzer.api.ClusterView;
import dev.faultstream.analyzer.api.Finding;
import dev.faultstream.analyzer.api.LabelSelectors;
import dev.faultstream.analyzer.api.ObjectIndex;
import dev.faultstream.analyzer.api.ObservedCluster;
import dev.faultstream.analyzer.api.Ownership;
import dev.faultstream.analyzer.api.UndecidedException;
import dev.faultstream.analyzer.api.UnsyncedKind;
import dev.faultstream.analyzer.api.WarningEvent;
import dev.faultstream.schemas.snapshot.KindRef;
import dev.faultstream.schemas.snapshot.ResourceKey;
import dev.faultstream.schemas.snapshot.Routing;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.LabelSelector;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The view of one analysis at one instant, which writes down what is read through it. */
final class RecordingView implements ClusterView {
    /** Cluster-scoped kinds that live with the namespace they serve. */
    private static final Set<KindRef> ROUTED = Set.of(
            KindRef.core("PersistentVolume"),
            new KindRef("storage.k8s.io", "VolumeAttachment"),
            new KindRef("apiregistration.k8s.io", "APIService"));

    /** Labels that many objects of a namespace share, so that listing by them finds too many. */
    private static final Set<String> UNSELECTIVE = Set.of(
            "app.kubernetes.io/part-of",
            "app.kubernetes.io/managed-by",
            "app.kubernetes.io/component",
            "app.kubernetes.io/version",
            "tier",
            "env",
            "environment",
            "version");

    private final EvaluationId id;
    private final Instant now;
    private final boolean local;
    private final ResourceRepository resources;
    private final ResourceTypes types;
    private final KindStates kinds;
    private final EventIndex events;
    private final Function<EvaluationId, List<Finding>> findings;
    private final NavigableSet<String> read = new TreeSet<>();
    private @Nullable Instant wake;

    RecordingView(
            EvaluationId id,
            Instant now,
            boolean local,
            EngineState state,
            Function<EvaluationId, List<Finding>> findings) {
        this.id = id;
        this.now = now;
        this.local = local;
        this.resources = state.resources();
        this.types = state.types();
        this.kinds = state.kinds();
        this.events = state.events();
        this.findings = findings;
    }

    /** Names of what was read so far. */
    NavigableSet<String> read() {
        return read;
    }

    /** When the passing of time changes an answer that was given; null for never. */
    @Nullable
    Instant wake() {
        return wake;
    }

    @Override
    public String cluster() {
        return id.object().cluster();
    }

    @Override
    public String home() {
        return id.home();
    }

    @Override
    public <T extends HasMetadata> @Nullable T find(Class<T> kind, String name) {
        return kind.cast(find(types.kindOf(kind), scopeOf(types.kindOf(kind)), name));
    }

    @Override
    public <T extends HasMetadata> @Nullable T find(Class<T> kind, @Nullable String namespace, String name) {
        return kind.cast(find(types.kindOf(kind), namespace, name));
    }

    @Override
    public @Nullable HasMetadata find(KindRef kind, @Nullable String namespace, String name) {
        HasMetadata object = lookUp(kind, namespace, name);
        if (object == null) {
            requireSynced(kind);
        }
        return object;
    }

    @Override
    public @Nullable HasMetadata peek(KindRef kind, @Nullable String namespace, String name) {
        return isReachable(kind, orNone(namespace)) ? lookUp(kind, namespace, name) : null;
    }

    @Override
    public boolean exists(KindRef kind, @Nullable String namespace, String name) {
        ResourceKey key = ResourceKey.of(cluster(), kind, orNone(namespace), name);
        requireReachable(kind, key.namespace());
        read.add(Dependency.existence(key));
        boolean exists = resources.find(key) != null;
        if (!exists) {
            requireSynced(kind);
        }
        return exists;
    }

    @Override
    public boolean exists(Class<? extends HasMetadata> kind, String name) {
        return exists(types.kindOf(kind), scopeOf(types.kindOf(kind)), name);
    }

    @Override
    public <T extends HasMetadata> List<T> list(Class<T> kind) {
        return cast(kind, list(types.kindOf(kind)));
    }

    @Override
    public List<HasMetadata> list(KindRef kind) {
        if (ROUTED.contains(kind)) {
            throw new IllegalArgumentException(kind + " can be found by name only");
        }
        boolean everywhere = requireListable(kind);
        read.add(
                everywhere ? Dependency.listedEverywhere(cluster(), kind) : Dependency.listed(cluster(), kind, home()));
        return resources.list(cluster(), kind, everywhere ? null : home());
    }

    @Override
    public <T extends HasMetadata> List<T> list(Class<T> kind, Map<String, String> labels) {
        return labels.isEmpty() ? List.of() : filter(kind, labels, object -> true);
    }

    @Override
    public <T extends HasMetadata> List<T> list(Class<T> kind, @Nullable LabelSelector selector) {
        if (selector == null) {
            return List.of();
        }
        Map<String, String> labels = selector.getMatchLabels() == null ? Map.of() : selector.getMatchLabels();
        return filter(
                kind,
                labels,
                object -> LabelSelectors.matches(selector, object.getMetadata().getLabels()));
    }

    @Override
    public <T extends HasMetadata> List<T> list(ObjectIndex<T> index, String value) {
        KindRef ref = types.kindOf(index.kind());
        if (!resources.isIndexedBy(ref, index)) {
            throw new IllegalArgumentException(
                    "no rule names the index " + index.name() + " of " + ref + " as one that it lists by");
        }
        boolean everywhere = requireListable(ref);
        String entry = ListedBy.entry(index, value);
        read.add(
                everywhere
                        ? Dependency.indexedEverywhere(cluster(), ref, entry)
                        : Dependency.indexed(cluster(), ref, home(), entry));
        return cast(
                index.kind(),
                resources.load(resources.lists().indexed(cluster(), ref, entry).stream()
                        .filter(key -> everywhere || key.namespace().equals(home()))
                        .toList()));
    }

    @Override
    public <T extends HasMetadata> List<T> owned(Class<T> kind, HasMetadata owner) {
        KindRef ref = types.kindOf(kind);
        requireSynced(ref);
        requireReachable(ref, home());
        String uid = owner.getMetadata().getUid();
        if (uid == null) {
            return List.of();
        }
        read.add(Dependency.owned(cluster(), uid));
        return cast(
                kind,
                resources.load(resources.lists().owned(cluster(), uid).stream()
                        .filter(key ->
                                key.kindRef().equals(ref) && key.namespace().equals(home()))
                        .toList()));
    }

    @Override
    public List<HasMetadata> owned(HasMetadata owner) {
        String uid = owner.getMetadata().getUid();
        if (uid == null || !local) {
            return List.of();
        }
        read.add(Dependency.owned(cluster(), uid));
        return resources.load(resources.lists().owned(cluster(), uid).stream()
                .filter(key -> key.namespace().equals(home()))
                .toList());
    }

    @Override
    public List<WarningEvent> warnings(HasMetadata object, Duration within) {
        requireReachable(
                ResourceTypes.kindOf(object), orNone(object.getMetadata().getNamespace()));
        read.add(Dependency.events(EventIndex.subjectOf(cluster(), object)));
        Duration window = within.compareTo(EventIndex.RETENTION) > 0 ? EventIndex.RETENTION : within;
        return events.about(cluster(), object).stream()
                .filter(event -> within(event.last(), window))
                .toList();
    }

    @Override
    public boolean elapsed(Instant since, Duration duration) {
        Instant due = Wakeups.roundUp(since.plus(duration));
        if (!now.isBefore(due)) {
            return true;
        }
        wake = wake == null || due.isBefore(wake) ? due : wake;
        return false;
    }

    @Override
    public boolean synced(KindRef kind) {
        read.add(Dependency.kindState(cluster(), kind));
        return kinds.isSynced(cluster(), kind);
    }

    @Override
    public boolean watched(KindRef kind) {
        read.add(Dependency.kindState(cluster(), kind));
        return kinds.isWatched(cluster(), kind);
    }

    @Override
    public List<UnsyncedKind> unsyncedKinds() {
        read.add(Dependency.kindStates(cluster()));
        return kinds.unsynced(cluster());
    }

    @Override
    public List<Finding> findings(HasMetadata object) {
        ResourceKey key = keyOf(object);
        return findingsOf(
                new EvaluationId(key, key.isNamespaced() || !isAboutNamespaces(key) ? key.namespace() : home()));
    }

    @Override
    public List<Finding> clusterFindings() {
        return findingsOf(EvaluationId.of(ObservedCluster.key(cluster())));
    }

    @Override
    public Ownership ownership(HasMetadata object) {
        return OwnerWalk.from(object, this);
    }

    /** Whether the objects of the home namespace are here. */
    boolean isLocal() {
        return local;
    }

    /** Whether the first list of the kind is under way. */
    boolean isListing(KindRef kind) {
        read.add(Dependency.kindState(cluster(), kind));
        return kinds.isListing(cluster(), kind);
    }

    ResourceKey keyOf(HasMetadata object) {
        return ResourceKey.of(
                cluster(),
                ResourceTypes.kindOf(object),
                orNone(object.getMetadata().getNamespace()),
                object.getMetadata().getName());
    }

    private static boolean isAboutNamespaces(ResourceKey key) {
        return "admissionregistration.k8s.io".equals(key.group());
    }

    private List<Finding> findingsOf(EvaluationId other) {
        read.add(Dependency.findings(other));
        return findings.apply(other);
    }

    private @Nullable HasMetadata lookUp(KindRef kind, @Nullable String namespace, String name) {
        ResourceKey key = ResourceKey.of(cluster(), kind, orNone(namespace), name);
        requireReachable(kind, key.namespace());
        read.add(Dependency.content(key));
        return resources.find(key);
    }

    private <T extends HasMetadata> List<T> filter(
            Class<T> kind, Map<String, String> labels, java.util.function.Predicate<HasMetadata> condition) {
        KindRef ref = types.kindOf(kind);
        if (labels.isEmpty() || !ListIndex.hasLabelsOf(ref)) {
            return cast(
                    kind,
                    list(ref).stream()
                            .filter(object -> LabelSelectors.containsAll(
                                    object.getMetadata().getLabels(), labels))
                            .filter(condition)
                            .toList());
        }
        requireSynced(ref);
        requireReachable(ref, home());
        Map.Entry<String, String> pair = new TreeMap<>(labels)
                .entrySet().stream()
                        .filter(entry -> !UNSELECTIVE.contains(entry.getKey()))
                        .findFirst()
                        .orElseGet(() -> labels.entrySet().iterator().next());
        read.add(Dependency.labelled(cluster(), ref, home(), pair.getKey(), pair.getValue()));
        return cast(
                kind,
                resources
                        .load(resources.lists().labelled(cluster(), ref, home(), pair.getKey(), pair.getValue()))
                        .stream()
                        .filter(object ->
                                LabelSelectors.containsAll(object.getMetadata().getLabels(), labels))
                        .filter(condition)
                        .toList());
    }

    private static <T extends HasMetadata> List<T> cast(Class<T> kind, List<HasMetadata> objects) {
        return objects.stream().map(kind::cast).collect(Collectors.toUnmodifiableList());
    }

    /** Where an object of the kind is looked for when no namespace is named. */
    private String scopeOf(KindRef kind) {
        return ROUTED.contains(kind) || isClusterScoped(kind) ? NO_NAMESPACE : home();
    }

    private static boolean isClusterScoped(KindRef kind) {
        return Routing.isBroadcast(kind) && !"Gateway".equals(kind.kind());
    }

    /** Whether a list of the kind is that of the whole cluster, because every partition holds it; else of the home. */
    private boolean requireListable(KindRef kind) {
        requireSynced(kind);
        boolean everywhere = Routing.isBroadcast(kind) || Routing.isProjected(kind);
        if (!everywhere) {
            requireReachable(kind, home());
        }
        return everywhere;
    }

    private boolean isReachable(KindRef kind, String namespace) {
        return Routing.isBroadcast(kind)
                || (local && (namespace.equals(home()) || ROUTED.contains(kind)))
                || ObservedCluster.GROUP.equals(kind.group());
    }

    private void requireReachable(KindRef kind, String namespace) {
        if (!isReachable(kind, namespace)) {
            throw new UndecidedException(kind + " of " + namespace + " cannot be seen from " + home());
        }
    }

    private void requireSynced(KindRef kind) {
        if (!synced(kind)) {
            throw new UndecidedException(kind + " is not synced");
        }
    }

    private static String orNone(@Nullable String namespace) {
        return namespace == null || namespace.isEmpty() ? NO_NAMESPACE : namespace;
    }
}
