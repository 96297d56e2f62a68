package dev.faultstream.sink.result;

import static java.net.HttpURLConnection.HTTP_NOT_FOUND;
import static java.net.HttpURLConnection.HTTP_UNSUPPORTED_TYPE;

import dev.faultstream.sink.LogKeys;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.GenericKubernetesResourceList;
import io.fabric8.kubernetes.api.model.ListOptionsBuilder;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.Watch;
import io.fabric8.kubernetes.client.dsl.FilterWatchListDeletable;
import io.fabric8.kubernetes.client.dsl.NonNamespaceOperation;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Results by server-side apply, so that nobody else's labels are touched and no read is needed before a write; where
 * the API server does not have it, by creating and merging.
 */
final class KubernetesResultApi implements ResultApi {
    private static final Logger LOGGER = LoggerFactory.getLogger(KubernetesResultApi.class);
    private static final String FIELD_MANAGER = "faultstream";
    private static final int REQUEST_TIMEOUT_MILLIS = 10_000;
    private static final long PAGE = 500;
    private static final ResourceDefinitionContext RESULTS = new ResourceDefinitionContext.Builder()
            .withGroup("core.k8sgpt.ai")
            .withVersion("v1alpha1")
            .withKind("Result")
            .withPlural("results")
            .withNamespaced(true)
            .build();

    private final ResultSettings settings;
    private final Map<String, String> selector;
    private final RetryAfter retryAfter = new RetryAfter(System::nanoTime);
    private final KubernetesClient client;
    private volatile boolean serverSideApply = true;

    KubernetesResultApi(Config cluster, ResultSettings settings) {
        this.settings = settings;
        selector = Map.of(
                ResultLabels.MANAGED_BY,
                ResultLabels.MANAGER,
                ResultLabels.OWNER_NAME,
                ResultNames.labelValue(settings.name()));
        Config config = new ConfigBuilder(cluster)
                .withRequestRetryBackoffLimit(0)
                .withRequestTimeout(REQUEST_TIMEOUT_MILLIS)
                .withConnectionTimeout(REQUEST_TIMEOUT_MILLIS)
                // When a watch ends, its user lists again.
                .withWatchReconnectLimit(0)
                .build();
        client = new KubernetesClientBuilder()
                .withConfig(config)
                .withHttpClientBuilderConsumer(http -> http.addOrReplaceInterceptor("retry-after", retryAfter))
                .build();
    }

    @Override
    public Listing list() {
        List<ObservedResult> found = new ArrayList<>();
        String version = "";
        String next = null;
        do {
            String page = next;
            GenericKubernetesResourceList list = ask(() -> selected()
                    .list(new ListOptionsBuilder()
                            .withLimit(PAGE)
                            .withContinue(page)
                            .build()));
            list.getItems().forEach(item -> found.add(ResultReader.read(item)));
            next = list.getMetadata() == null ? null : list.getMetadata().getContinue();
            String listed =
                    list.getMetadata() == null ? null : list.getMetadata().getResourceVersion();
            version = listed == null ? version : listed;
        } while (next != null && !next.isEmpty());
        return new Listing(found, version);
    }

    @Override
    public ObservedResult apply(DesiredResult desired) {
        if (serverSideApply) {
            try {
                return ResultReader.read(ask(() -> in(desired.place())
                        .resource(full(desired))
                        .fieldManager(FIELD_MANAGER)
                        .forceConflicts()
                        .serverSideApply()));
            } catch (ApiFaultException e) {
                return applyInAnotherWay(desired, e);
            }
        }
        return merge(desired);
    }

    @Override
    public @Nullable ObservedResult applyStatus(DesiredResult desired, ResultStatus status) {
        try {
            return writeStatus(desired, status);
        } catch (ApiFaultException e) {
            // It was there a moment ago: somebody deleted it, which the watch tells, or the next comparison.
            if (e.status() != HTTP_NOT_FOUND) {
                throw e;
            }
            return null;
        }
    }

    @Override
    public void delete(ResultPlace place) {
        ask(() -> in(place).withName(place.name()).delete());
    }

    @Override
    public Watching watch(String version, Events events) {
        ResultWatcher watcher = new ResultWatcher(events);
        Watch watch = ask(() -> selected()
                .watch(
                        new ListOptionsBuilder()
                                .withResourceVersion(version)
                                .withTimeoutSeconds(watchSeconds())
                                .build(),
                        watcher));
        return watch::close;
    }

    @Override
    public void close() {
        client.close();
    }

    /** The watch is renewed at each comparison; should that fail, the API server ends it not much later. */
    private long watchSeconds() {
        Duration twice = settings.reconcileInterval().multipliedBy(2);
        return twice.toSeconds() + 1;
    }

    /** Not known is what an API server without server-side apply says of the type, or of a Result that is not there. */
    private ObservedResult applyInAnotherWay(DesiredResult desired, ApiFaultException error) {
        if (error.status() == HTTP_UNSUPPORTED_TYPE) {
            serverSideApply = false;
            LOGGER.atInfo()
                    .addKeyValue(LogKeys.STATUS, error.status())
                    .log("the API server has no server-side apply; Results are created and merged");
            return merge(desired);
        }
        if (error.fault() == ApiFault.CRD_MISSING) {
            return create(desired);
        }
        throw error;
    }

    private ObservedResult merge(DesiredResult desired) {
        Resource<GenericKubernetesResource> named =
                in(desired.place()).withName(desired.place().name());
        GenericKubernetesResource current = ask(named::get);
        if (current == null) {
            return create(desired);
        }
        return ResultReader.read(
                ask(() -> named.patch(PatchContext.of(PatchType.JSON_MERGE), MergePatch.of(current, desired))));
    }

    private ObservedResult writeStatus(DesiredResult desired, ResultStatus status) {
        if (serverSideApply) {
            GenericKubernetesResource resource = bare(desired.place());
            resource.setAdditionalProperty("status", status.asMap());
            PatchContext patch = PatchContext.of(PatchType.SERVER_SIDE_APPLY);
            patch.setFieldManager(FIELD_MANAGER);
            patch.setForce(true);
            try {
                return ResultReader.read(ask(() -> in(desired.place())
                        .resource(resource)
                        .subresource("status")
                        .patch(patch, resource)));
            } catch (ApiFaultException e) {
                if (e.status() != HTTP_UNSUPPORTED_TYPE) {
                    throw e;
                }
            }
        }
        return ResultReader.read(ask(() -> in(desired.place())
                .withName(desired.place().name())
                .subresource("status")
                .patch(PatchContext.of(PatchType.JSON_MERGE), MergePatch.of(status))));
    }

    private ObservedResult create(DesiredResult desired) {
        return ResultReader.read(
                ask(() -> in(desired.place()).resource(full(desired)).create()));
    }

    private FilterWatchListDeletable<
                    GenericKubernetesResource, GenericKubernetesResourceList, Resource<GenericKubernetesResource>>
            selected() {
        return settings.placement() == Placement.ONE_NAMESPACE
                ? client.genericKubernetesResources(RESULTS)
                        .inNamespace(settings.namespace())
                        .withLabels(selector)
                : client.genericKubernetesResources(RESULTS).inAnyNamespace().withLabels(selector);
    }

    private NonNamespaceOperation<
                    GenericKubernetesResource, GenericKubernetesResourceList, Resource<GenericKubernetesResource>>
            in(ResultPlace place) {
        return client.genericKubernetesResources(RESULTS).inNamespace(place.namespace());
    }

    private static GenericKubernetesResource full(DesiredResult desired) {
        GenericKubernetesResource resource = bare(desired.place());
        resource.getMetadata().setLabels(desired.labels());
        resource.getMetadata().setAnnotations(desired.annotations());
        resource.setAdditionalProperty("spec", desired.specAsMap());
        return resource;
    }

    private static GenericKubernetesResource bare(ResultPlace place) {
        GenericKubernetesResource resource = new GenericKubernetesResource();
        resource.setApiVersion(RESULTS.getGroup() + '/' + RESULTS.getVersion());
        resource.setKind(RESULTS.getKind());
        resource.setMetadata(new ObjectMetaBuilder()
                .withName(place.name())
                .withNamespace(place.namespace())
                .build());
        return resource;
    }

    private <T> T ask(Supplier<T> request) {
        try {
            return request.get();
        } catch (KubernetesClientException e) {
            throw ApiFaults.of(e, retryAfter.remaining());
        }
    }
}
