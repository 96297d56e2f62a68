package dev.faultstream.schemas.snapshot;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class IngressProjectionTest {
    private static final YAMLMapper YAML = new YAMLMapper();

    private static final String INGRESS = """
            apiVersion: networking.k8s.io/v1
            kind: Ingress
            metadata:
              name: web
              namespace: shop
              uid: u-1
              creationTimestamp: "2026-01-01T00:00:00Z"
              labels: {team: secret-team, acme.cert-manager.io/http01-solver: "true"}
              annotations:
                kubernetes.io/ingress.class: nginx
                nginx.ingress.kubernetes.io/canary: "true"
                nginx.ingress.kubernetes.io/auth-url: https://internal
            spec:
              ingressClassName: nginx
              tls: [{secretName: web-tls, hosts: [shop.example.com]}]
              rules: [{host: shop.example.com, http: {paths: [{path: /, backend: {service: {name: web}}}]}}]
            status:
              loadBalancer: {ingress: [{ip: 10.0.0.1}]}
            """;

    @Test
    void shouldKeepWhatOrdersIngressesAndNothingElse() throws IOException {
        // Given
        ObjectNode ingress = (ObjectNode) YAML.readTree(INGRESS);
        ObjectNode before = ingress.deepCopy();
        // When
        ObjectNode projection = IngressProjection.of(ingress);
        // Then
        assertThat(projection).isEqualTo(YAML.readTree("""
                                apiVersion: networking.k8s.io/v1
                                kind: Ingress
                                metadata:
                                  name: web
                                  namespace: shop
                                  uid: u-1
                                  creationTimestamp: "2026-01-01T00:00:00Z"
                                  labels: {acme.cert-manager.io/http01-solver: "true"}
                                  annotations:
                                    kubernetes.io/ingress.class: nginx
                                    nginx.ingress.kubernetes.io/canary: "true"
                                spec:
                                  ingressClassName: nginx
                                  rules: [{host: shop.example.com, http: {paths: [{path: /, backend: {service: {name: web}}}]}}]
                                status:
                                  loadBalancer: {ingress: [{ip: 10.0.0.1}]}
                                """));
        assertThat(ingress).isEqualTo(before);
    }

    @Test
    void shouldHaveNoStatusWhenThereIsNoAddress() throws IOException {
        ObjectNode projection = IngressProjection.of((ObjectNode)
                YAML.readTree("{apiVersion: v1, kind: Ingress, metadata: {name: a}, status: {loadBalancer: {}}}"));
        assertThat(projection).isEqualTo(YAML.readTree("{apiVersion: v1, kind: Ingress, metadata: {name: a}}"));
    }
}
