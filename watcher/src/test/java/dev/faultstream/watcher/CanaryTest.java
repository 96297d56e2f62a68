package dev.faultstream.watcher;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.faultstream.schemas.serde.FaultstreamSerdes;
import dev.faultstream.schemas.serde.Json;
import dev.faultstream.watcher.change.ClusterChange;
import dev.faultstream.watcher.publish.PublishObserver;
import dev.faultstream.watcher.publish.RoutedRecord;
import dev.faultstream.watcher.publish.SnapshotPublisher;
import dev.faultstream.watcher.publish.SnapshotRouter;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Secrets are planted wherever a cluster can hold them; none may reach a record. */
class CanaryTest {
    private static final String CANARY = "pl4nted-C4nary-7f3a";
    private static final String ENCODED = Base64.getEncoder().encodeToString(CANARY.getBytes(StandardCharsets.UTF_8));
    private static final String KEY = "-----BEGIN PRIVATE KEY-----\\n" + CANARY + "\\n-----END PRIVATE KEY-----";
    private static final String TOKEN = "eyJhbGciOiJIUzI1NiJ9.eyJjYW5hcnkiOiJwbDRudGVkIn0." + CANARY;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'apiVersion':'v1','kind':'Secret','metadata':%M,'data':{'k':'%E','tls.crt':'%E','tls.key':'%E'}}",
                "{'apiVersion':'v1','kind':'Secret','metadata':%M,'stringData':{'k':'%C'},'other':'%C'}",
                "{'apiVersion':'v1','kind':'Secret','metadata':%M,'type':'kubernetes.io/dockerconfigjson',"
                        + "'data':{'.dockerconfigjson':'%E'}}",
                "{'apiVersion':'v1','kind':'ConfigMap','metadata':%M,'data':{'k':'%C'},'binaryData':{'b':'%E'}}",
                "{'apiVersion':'v1','kind':'Pod','metadata':{'name':'x','namespace':'n','annotations':{"
                        + "'kubectl.kubernetes.io/last-applied-configuration':'{\\'stringData\\':{\\'x\\':\\'%C\\'}}'}}}",
                "{'apiVersion':'v1','kind':'Secret','metadata':{'name':'x','namespace':'n','annotations':{"
                        + "'acme.io/last-applied':'%C','my-password':'%C','note':'password: %C'}}}",
                "{'apiVersion':'v1','kind':'ConfigMap','metadata':{'name':'x','namespace':'n','annotations':{"
                        + "'backup':'{\\'kind\\':\\'Secret\\',\\'data\\':{\\'k\\':\\'%E\\'}}'}}}",
                "{'apiVersion':'v1','kind':'Pod','metadata':%M,'spec':{'containers':[{'env':["
                        + "{'name':'DB_PASSWORD','value':'%C'},{'name':'STRIPE_KEY','value':'%C'},"
                        + "{'name':'URL','value':'postgres://app:%C@db/shop'},{'name':'PEM','value':'%K'},"
                        + "{'name':'X','value':'Bearer %C'},{'name':'J','value':'%T'}]}]}}",
                "{'apiVersion':'batch/v1','kind':'CronJob','metadata':%M,'spec':{'jobTemplate':{'spec':{'template':"
                        + "{'spec':{'initContainers':[{'command':['sh','-c','TOKEN=%C run'],'args':['--password=%C',"
                        + "'--api-key','%C','-H','Authorization: Bearer %C']}]}}}}}}",
                "{'apiVersion':'v1','kind':'Pod','metadata':%M,'spec':{'containers':[{'livenessProbe':{'httpGet':"
                        + "{'httpHeaders':[{'name':'Authorization','value':'%C'}]}},'lifecycle':{'preStop':{'exec':"
                        + "{'command':['curl','--token','%C']}}}}]}}",
                "{'apiVersion':'v1','kind':'Event','metadata':%M,'type':'Warning','involvedObject':{'kind':'Pod',"
                        + "'name':'p','namespace':'n'},'message':'exec failed: psql postgres://u:%C@h/d token=%C'}",
                "{'apiVersion':'acme.io/v1','kind':'Database','metadata':%M,'spec':{'adminPassword':'%C',"
                        + "'connection':{'token':'%C'},'values':'a: b\\npassword: %C\\n','template':{'kind':'Secret',"
                        + "'stringData':{'a':'%C'}}},'status':{'message':'%K'}}",
                "{'apiVersion':'admissionregistration.k8s.io/v1','kind':'MutatingWebhookConfiguration','metadata':"
                        + "{'name':'w'},'webhooks':[{'clientConfig':{'caBundle':'%E'}}]}",
                "{'apiVersion':'argoproj.io/v1alpha1','kind':'Application','metadata':%M,'spec':{'source':{'repoURL':"
                        + "'https://git:%C@example.com/x','helm':{'parameters':[{'name':'db.password','value':'%C'}],"
                        + "'values':'db:\\n  password: \\'%C\\'\\n'}}}}",
            })
    void shouldNotPublishASecretWhereverItStands(String template) throws Exception {
        List<RoutedRecord> records = new ArrayList<>();
        SnapshotPublisher publisher =
                new SnapshotPublisher(SnapshotRouter.ofPartitions(3), records::add, PublishObserver.NONE);

        publisher.accept(new ClusterChange.Upsert("c", Instant.EPOCH, 1, plant(template)));

        assertThat(records).isNotEmpty();
        for (RoutedRecord record : records) {
            byte[] bytes = FaultstreamSerdes.snapshot().serializer().serialize("t", record.value());
            assertThat(new String(bytes, StandardCharsets.UTF_8))
                    .doesNotContain(CANARY)
                    .doesNotContain(ENCODED);
            assertThat(record.toString()).doesNotContain(CANARY).doesNotContain(ENCODED);
        }
    }

    private static ObjectNode plant(String template) throws JsonProcessingException {
        String text = template.replace("\\'", "\\\"")
                .replace('\'', '"')
                .replace("%M", "{\"name\":\"x\",\"namespace\":\"n\"}")
                .replace("%K", KEY)
                .replace("%T", TOKEN)
                .replace("%E", ENCODED)
                .replace("%C", CANARY);
        return (ObjectNode) Json.mapper().readTree(text);
    }
}
