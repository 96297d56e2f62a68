package dev.faultstream.analyzer.api;

import dev.faultstream.schemas.snapshot.KindRef;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.LabelSelector;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * All that a rule sees of a cluster, at one instant of record time. The view remembers what was read, absences and
 * the passing of time included; a change of any of it runs the analysis again.
 *
 * <p>A view has a home: the namespace of the object under analysis. It shows the objects of that namespace and of the
 * kinds that every partition holds (Nodes, classes, Gateways, ...). Objects are shared and must not be changed.
 *
 * <p>Methods that would have to tell an absence throw {@link UndecidedException} while the kind is not synced.
 */
public interface ClusterView {
    /** The cluster's id. */
    String cluster();

    /** The namespace under analysis; {@code -} for cluster-scoped objects. */
    String home();

    /** The object of that name in the home namespace, or the cluster-scoped one; null when there is none. */
    <T extends HasMetadata> @Nullable T find(Class<T> kind, String name);

    /**
     * The object of that name; null when there is none.
     *
     * @param namespace its namespace; {@code -} or null for cluster-scoped kinds
     * @throws UndecidedException also when the namespace is another one than the home and the kind is not everywhere
     */
    <T extends HasMetadata> @Nullable T find(Class<T> kind, @Nullable String namespace, String name);

    /** As {@link #find(Class, String, String)}, for a kind that may have no model class. */
    @Nullable
    HasMetadata find(KindRef kind, @Nullable String namespace, String name);

    /** As {@link #find(KindRef, String, String)}, but an unsynced kind is simply not there. */
    @Nullable
    HasMetadata peek(KindRef kind, @Nullable String namespace, String name);

    /** Whether the object exists; cheaper to depend on than its content. */
    boolean exists(KindRef kind, @Nullable String namespace, String name);

    /** Whether the object of a kind with a model class exists in the home namespace (or cluster-scoped). */
    boolean exists(Class<? extends HasMetadata> kind, String name);

    /** All objects of the kind in the home namespace; in the whole cluster for kinds that every partition holds. */
    <T extends HasMetadata> List<T> list(Class<T> kind);

    /** As {@link #list(Class)}, for a kind that may have no model class. */
    List<HasMetadata> list(KindRef kind);

    /** The objects of the kind in the home namespace that carry all these labels; none when the map is empty. */
    <T extends HasMetadata> List<T> list(Class<T> kind, Map<String, String> labels);

    /** The objects of the kind in the home namespace that the selector selects: null nothing, an empty one all. */
    <T extends HasMetadata> List<T> list(Class<T> kind, @Nullable LabelSelector selector);

    /**
     * The objects that an index has under a value: in the home namespace; in the whole cluster for kinds that every
     * partition holds.
     *
     * @param index one that the rule names in {@link Rule#indexes()}
     */
    <T extends HasMetadata> List<T> list(ObjectIndex<T> index, String value);

    /** The objects of the kind in the home namespace whose controller is the given object, by uid. */
    <T extends HasMetadata> List<T> owned(Class<T> kind, HasMetadata owner);

    /** The objects of any kind in the home namespace whose controller is the given object, by uid, as far as known. */
    List<HasMetadata> owned(HasMetadata owner);

    /**
     * Events about the object that are not older than the given time (at most one hour), newest first: Warning events,
     * and the Normal ones {@code TriggeredScaleUp}, {@code NotTriggerScaleUp}, {@code Nominated}, {@code NodeNotReady}.
     */
    List<WarningEvent> warnings(HasMetadata object, Duration within);

    /** Whether at least that long has passed since the instant. */
    boolean elapsed(Instant since, Duration duration);

    /** Whether the instant is less than the window ago (or ahead); the opposite of {@link #elapsed}. */
    default boolean within(Instant instant, Duration window) {
        return !elapsed(instant, window);
    }

    /** Whether the initial list of the kind is complete in the current run of the watcher. */
    boolean synced(KindRef kind);

    /** Whether the watcher has said anything about the kind: it is served and watched. */
    boolean watched(KindRef kind);

    /** The kinds of the cluster that are watched and not synced, with since when and why. */
    List<UnsyncedKind> unsyncedKinds();

    /**
     * The findings of another object, grace left aside. Within {@link Rule#evaluate} this must not go in circles
     * (a Service may read findings of Pods, so no rule of Pods may read findings of Services); within
     * {@link Rule#causes} anything goes.
     */
    List<Finding> findings(HasMetadata object);

    /** The findings about the cluster itself. */
    List<Finding> clusterFindings();

    /** Who is responsible for the object. */
    Ownership ownership(HasMetadata object);
}
