package dev.faultstream.sink.result;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.GenericKubernetesResourceList;
import io.fabric8.kubernetes.api.model.ListOptionsBuilder;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.NonNamespaceOperation;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import java.net.HttpURLConnection;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Results by server-side apply, so that nobody else's labels are touched and no read is needed before a write. */
final class KubernetesResultApi implements ResultApi {
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

    private final String namespace;
    private final Map<String, String> selector;
    private final RetryAfter retryAfter = new RetryAfter(System::nanoTime);
    private final KubernetesClient client;

    KubernetesResultApi(Config cluster, ResultSettings settings) {
        namespace = settings.namespace();
        selector = Map.of(
                ResultLabels.MANAGED_BY,
                ResultLabels.MANAGER,
                ResultLabels.OWNER_NAME,
                ResultNames.labelValue(settings.name()));
        Config config = new ConfigBuilder(cluster)
                .withRequestRetryBackoffLimit(0)
                .withRequestTimeout(REQUEST_TIMEOUT_MILLIS)
                .withConnectionTimeout(REQUEST_TIMEOUT_MILLIS)
                .build();
        client = new KubernetesClientBuilder()
                .withConfig(config)
                .withHttpClientBuilderConsumer(http -> http.addOrReplaceInterceptor("retry-after", retryAfter))
                .build();
    }

    @Override
    public List<ObservedResult> list() {
        List<ObservedResult> found = new ArrayList<>();
        String next = null;
        do {
            String page = next;
            GenericKubernetesResourceList list = ask(() -> results()
                    .withLabels(selector)
                    .list(new ListOptionsBuilder()
                            .withLimit(PAGE)
                            .withContinue(page)
                            .build()));
            list.getItems().forEach(item -> found.add(observe(item)));
            next = list.getMetadata() == null ? null : list.getMetadata().getContinue();
        } while (next != null && !next.isEmpty());
        return found;
    }

    @Override
    public void apply(DesiredResult desired) {
        GenericKubernetesResource resource = bare(desired.name());
        resource.getMetadata().setLabels(desired.labels());
        resource.getMetadata().setAnnotations(desired.annotations());
        resource.setAdditionalProperty("spec", desired.specAsMap());
        ask(() -> results()
                .resource(resource)
                .fieldManager(FIELD_MANAGER)
                .forceConflicts()
                .serverSideApply());
    }

    @Override
    public void applyStatus(DesiredResult desired, ResultStatus status) {
        GenericKubernetesResource resource = bare(desired.name());
        resource.setAdditionalProperty("status", status.asMap());
        PatchContext patch = PatchContext.of(PatchType.SERVER_SIDE_APPLY);
        patch.setFieldManager(FIELD_MANAGER);
        patch.setForce(true);
        try {
            ask(() -> results().resource(resource).subresource("status").patch(patch, resource));
        } catch (ApiFaultException e) {
            // It was there a moment ago: somebody deleted it, which the next reconcile finds.
            if (e.status() != HttpURLConnection.HTTP_NOT_FOUND) {
                throw e;
            }
        }
    }

    @Override
    public void delete(String name) {
        ask(() -> results().withName(name).delete());
    }

    @Override
    public void close() {
        client.close();
    }

    private NonNamespaceOperation<
                    GenericKubernetesResource, GenericKubernetesResourceList, Resource<GenericKubernetesResource>>
            results() {
        return client.genericKubernetesResources(RESULTS).inNamespace(namespace);
    }

    private GenericKubernetesResource bare(String name) {
        GenericKubernetesResource resource = new GenericKubernetesResource();
        resource.setApiVersion(RESULTS.getGroup() + '/' + RESULTS.getVersion());
        resource.setKind(RESULTS.getKind());
        resource.setMetadata(
                new ObjectMetaBuilder().withName(name).withNamespace(namespace).build());
        return resource;
    }

    private <T> T ask(Supplier<T> request) {
        try {
            return request.get();
        } catch (KubernetesClientException e) {
            throw ApiFaults.of(e, retryAfter.remaining());
        }
    }

    private static ObservedResult observe(GenericKubernetesResource item) {
        ObjectMeta metadata = item.getMetadata();
        Map<String, String> labels = ResultLabels.ours(orEmpty(metadata.getLabels()));
        Map<String, String> annotations = ResultLabels.ours(orEmpty(metadata.getAnnotations()));
        Object spec = item.get("spec");
        return new ObservedResult(
                annotations.getOrDefault(ResultLabels.FAILURE_ID, labels.getOrDefault(ResultLabels.FAILURE_ID, "")),
                metadata.getName(),
                labels,
                Fingerprint.of(labels, annotations, spec == null ? Map.of() : spec),
                new ResultStatus(text(item.get("status", "lifecycle")), text(item.get("status", "contentHash"))));
    }

    private static String text(@Nullable Object value) {
        return value == null ? "" : value.toString();
    }

    private static Map<String, String> orEmpty(@Nullable Map<String, String> map) {
        return map == null ? Map.of() : map;
    }
}
