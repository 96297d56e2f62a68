package dev.faultstream.watcher.prune;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PrunerTest {
    @Test
    void shouldRemoveWhatChangesWithoutMeaning() {
        ObjectNode node = JsonTexts.object("{'apiVersion':'v1','kind':'Node','metadata':{'name':'n','uid':'u',"
                + "'resourceVersion':'1','selfLink':'/x','managedFields':[{}],'annotations':{"
                + "'kubectl.kubernetes.io/last-applied-configuration':'{}'}},'status':{'images':[{}],'conditions':["
                + "{'type':'Ready','lastHeartbeatTime':'t','lastTransitionTime':'t'}]}}");

        Pruner.prune(node);

        assertThat(node)
                .isEqualTo(JsonTexts.object("{'apiVersion':'v1','kind':'Node','metadata':{'name':'n','uid':'u'},"
                        + "'status':{'conditions':[{'type':'Ready','lastTransitionTime':'t'}]}}"));
    }

    @Test
    void shouldRemoveTheSchemasOfDefinitions() {
        ObjectNode definition = JsonTexts.object("{'apiVersion':'apiextensions.k8s.io/v1',"
                + "'kind':'CustomResourceDefinition','metadata':{'name':'d'},'spec':{'versions':[{'name':'v1',"
                + "'schema':{'openAPIV3Schema':{}},'additionalPrinterColumns':[],'served':true}]}}");

        Pruner.prune(definition);

        assertThat(definition.at("/spec/versions/0").toString()).isEqualTo("{\"name\":\"v1\",\"served\":true}");
    }

    @Test
    void shouldPutSizesInPlaceOfTheValuesOfAConfigMap() {
        ObjectNode configMap = JsonTexts.object("{'apiVersion':'v1','kind':'ConfigMap','metadata':{'name':'c'},"
                + "'data':{'b':'äb','a':''},'binaryData':{'c':'AAAA'}}");

        Pruner.prune(configMap);

        assertThat(configMap)
                .isEqualTo(JsonTexts.object("{'apiVersion':'v1','kind':'ConfigMap','metadata':{'name':'c'},"
                        + "'facts':{'keys':{'a':0,'b':3,'c':3}}}"));
    }

    @Test
    void shouldChangeNothingWhenItPrunesAgain() {
        ObjectNode secret = JsonTexts.object(
                "{'apiVersion':'v1','kind':'Secret','metadata':{'name':'s'}," + "'type':'Opaque','data':{'a':'AAAA'}}");
        Pruner.prune(secret);
        ObjectNode once = secret.deepCopy();

        Pruner.prune(secret);

        assertThat(secret).isEqualTo(once);
        assertThat(secret.at("/facts/keys/a").asInt()).isEqualTo(3);
        assertThat(secret.at("/type").asText()).isEqualTo("Opaque");
    }

    @Test
    void shouldLeaveSelectorsAndLabelsWhatTheyAre() {
        ObjectNode deployment = JsonTexts.object("{'apiVersion':'apps/v1','kind':'Deployment','metadata':{'name':'d',"
                + "'labels':{'token':'abc'}},'spec':{'selector':{'matchLabels':{'password':'abc'}},'template':{'spec':"
                + "{'nodeSelector':{'secret-token':'abc'},'topologySpreadConstraints':[{'topologyKey':'zone'}],"
                + "'serviceAccountName':'x','volumes':[{'secret':{'secretName':'db-password'}}],'containers':[{"
                + "'env':[{'name':'PASSWORD','valueFrom':{'secretKeyRef':{'name':'db','key':'password'}}},"
                + "{'name':'PORT','value':'80'},{'name':'DB_PASSWORD','value':'$(OTHER)'}]}]}}}}");
        ObjectNode before = deployment.deepCopy();

        Pruner.prune(deployment);

        assertThat(deployment).isEqualTo(before);
    }

    @ParameterizedTest
    @CsvSource({
        "Warning,BackOff,Pod,true",
        "Normal,Pulled,Pod,false",
        "Normal,TriggeredScaleUp,Pod,true",
        "Normal,NotTriggerScaleUp,Pod,true",
        "Normal,Nominated,Pod,true",
        "Normal,Nominated,Node,false",
        "Normal,NodeNotReady,Node,true",
        "Normal,NodeNotReady,Pod,false",
    })
    void shouldPublishWarningsAndTheFewOtherEventsThatTell(String type, String reason, String kind, boolean published) {
        ObjectNode event = JsonTexts.object("{'apiVersion':'v1','kind':'Event','metadata':{'name':'e'},'type':'" + type
                + "','reason':'" + reason + "','involvedObject':{'kind':'" + kind + "'}}");

        assertThat(Pruner.isPublished(event)).isEqualTo(published);
    }

    @Test
    void shouldPublishLeasesOfTheControlPlaneOnly() {
        String lease =
                "{'apiVersion':'coordination.k8s.io/v1','kind':'Lease','metadata':{'name':'l','namespace':'%s'}}";

        assertThat(Pruner.isPublished(JsonTexts.object(lease.formatted("kube-system"))))
                .isTrue();
        assertThat(Pruner.isPublished(JsonTexts.object(lease.formatted("kube-node-lease"))))
                .isFalse();
    }
}
