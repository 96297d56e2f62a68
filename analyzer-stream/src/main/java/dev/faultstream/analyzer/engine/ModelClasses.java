package dev.faultstream.analyzer.engine;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.LimitRange;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.PersistentVolume;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.ReplicationController;
import io.fabric8.kubernetes.api.model.ResourceQuota;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.admissionregistration.v1.MutatingWebhookConfiguration;
import io.fabric8.kubernetes.api.model.admissionregistration.v1.ValidatingWebhookConfiguration;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.api.model.apps.DaemonSet;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.ReplicaSet;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import io.fabric8.kubernetes.api.model.batch.v1.CronJob;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.coordination.v1.Lease;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointSlice;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.GRPCRoute;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.Gateway;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.GatewayClass;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.HTTPRoute;
import io.fabric8.kubernetes.api.model.networking.v1.Ingress;
import io.fabric8.kubernetes.api.model.networking.v1.IngressClass;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.node.v1.RuntimeClass;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.fabric8.kubernetes.api.model.scheduling.v1.PriorityClass;
import io.fabric8.kubernetes.api.model.storage.CSIDriver;
import io.fabric8.kubernetes.api.model.storage.StorageClass;
import io.fabric8.kubernetes.api.model.storage.VolumeAttachment;
import java.util.List;

/** The kinds that are read as typed objects even when no rule is about them, because rules look them up. */
final class ModelClasses {
    static final List<Class<? extends HasMetadata>> ALL = List.of(
            ConfigMap.class,
            LimitRange.class,
            Namespace.class,
            Node.class,
            PersistentVolume.class,
            PersistentVolumeClaim.class,
            Pod.class,
            ReplicationController.class,
            ResourceQuota.class,
            Secret.class,
            Service.class,
            ServiceAccount.class,
            MutatingWebhookConfiguration.class,
            ValidatingWebhookConfiguration.class,
            CustomResourceDefinition.class,
            DaemonSet.class,
            Deployment.class,
            ReplicaSet.class,
            StatefulSet.class,
            HorizontalPodAutoscaler.class,
            CronJob.class,
            Job.class,
            Lease.class,
            EndpointSlice.class,
            Gateway.class,
            GatewayClass.class,
            GRPCRoute.class,
            HTTPRoute.class,
            Ingress.class,
            IngressClass.class,
            NetworkPolicy.class,
            RuntimeClass.class,
            PodDisruptionBudget.class,
            PriorityClass.class,
            CSIDriver.class,
            StorageClass.class,
            VolumeAttachment.class);

    private ModelClasses() {}
}
