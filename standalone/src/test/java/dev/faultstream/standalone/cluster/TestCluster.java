package dev.faultstream.standalone.cluster;

import io.fabric8.kubernetes.client.KubernetesClient;
import java.nio.file.Path;

/** A cluster that the commands are run against. */
interface TestCluster extends AutoCloseable {
    /** What changes its objects. */
    KubernetesClient client();

    /** The file that names it. */
    Path kubeconfig();

    /** The context in that file. */
    String context();

    /** A namespace of the test's own. */
    String namespace();

    /** Whether the test has to do what controllers and kubelets do. */
    boolean isStill();

    @Override
    void close();
}
