#!/usr/bin/env bash
# Runs a real control plane of Kubernetes without a container, until it is interrupted: etcd, API server with RBAC and
# PodSecurity, controller manager, scheduler. There is no kubelet, so no pod runs. Needs etcd, Go, openssl and curl; the
# first run builds Kubernetes from its Go module, which takes some ten minutes.
#
#   k8s/test/control-plane.sh FOLDER
#   kubectl --kubeconfig FOLDER/admin.kubeconfig apply -k k8s/overlays/minimal
set -euo pipefail

version=${KUBERNETES_VERSION:-1.34.1}
port=${API_SERVER_PORT:-16443}
etcd=http://127.0.0.1:${ETCD_PORT:-12379}
etcd_peer=http://127.0.0.1:${ETCD_PEER_PORT:-12380}
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
[[ $# -eq 1 ]] || {
  echo "usage: $0 FOLDER" >&2
  exit 2
}
mkdir -p "$1"
cd "$1"
folder=$PWD

build() {
  local module
  mkdir -p "build-$version"
  cp "$here/main.go" "build-$version/"
  cd "build-$version"
  printf 'module control-plane\n\ngo 1.24.0\n\nrequire k8s.io/kubernetes v%s\n' "$version" >go.mod
  module=$(go mod download -json "k8s.io/kubernetes@v$version" | sed -n 's/.*"GoMod": "\(.*\)".*/\1/p')
  # The modules that live in Kubernetes' own repository have its version with another first number.
  {
    echo 'replace ('
    sed -n 's|^\t\(k8s\.io/[a-z0-9-]*\) v0\.0\.0\( //.*\)\{0,1\}$|\1|p' "$module" | sort -u |
      sed "s|.*|\t& => & v0.${version#1.}|"
    echo ')'
  } >>go.mod
  go mod tidy
  local package=k8s.io/component-base/version minor=${version#1.}
  CGO_ENABLED=0 go build -trimpath -o "$folder/control-plane-$version" -ldflags "-s -w -X $package.gitVersion=v$version \
    -X $package.gitMajor=1 -X $package.gitMinor=${minor%.*}" .
  cd "$folder"
}

authority() {
  openssl req -x509 -newkey rsa:2048 -nodes -days 30 -keyout "$1.key" -out "$1.crt" -subj "/CN=$1" 2>>openssl.log
}

certificate() { # name, subject, authority, extensions
  openssl req -newkey rsa:2048 -nodes -keyout "$1.key" -out "$1.csr" -subj "$2" 2>>openssl.log
  openssl x509 -req -days 30 -in "$1.csr" -CA "$3.crt" -CAkey "$3.key" -CAcreateserial -out "$1.crt" \
    -extfile <(printf '%s\n' "$4") 2>>openssl.log
}

kubeconfig() {
  cat >"$1.kubeconfig" <<END
apiVersion: v1
kind: Config
current-context: test
clusters: [{name: test, cluster: {server: "https://127.0.0.1:$port", certificate-authority: "$folder/ca.crt"}}]
users: [{name: $1, user: {client-certificate: "$folder/$1.crt", client-key: "$folder/$1.key"}}]
contexts: [{name: test, context: {cluster: test, user: $1}}]
END
}

credentials() {
  local client=extendedKeyUsage=clientAuth
  authority ca
  authority proxy-ca
  certificate apiserver /CN=kube-apiserver ca "extendedKeyUsage=serverAuth
subjectAltName=DNS:kubernetes.default.svc,DNS:localhost,IP:127.0.0.1,IP:10.96.0.1"
  certificate front-proxy /CN=front-proxy proxy-ca "$client"
  certificate admin /O=system:masters/CN=admin ca "$client"
  certificate controller-manager /CN=system:kube-controller-manager ca "$client"
  certificate scheduler /CN=system:kube-scheduler ca "$client"
  openssl genrsa -out accounts.key 2048 2>>openssl.log
  openssl rsa -in accounts.key -pubout -out accounts.pub 2>>openssl.log
}

run() {
  local name=$1
  shift
  "$@" >>"$name.log" 2>&1 &
  running+=($!)
}

[[ -x control-plane-$version ]] || build
[[ -f accounts.pub ]] || credentials
for user in admin controller-manager scheduler; do kubeconfig "$user"; done

running=()
trap 'kill "${running[@]}" 2>/dev/null; wait' EXIT
trap 'exit 130' INT TERM

run etcd etcd --data-dir etcd --listen-client-urls "$etcd" --advertise-client-urls "$etcd" --log-level warn \
  --listen-peer-urls "$etcd_peer" --initial-advertise-peer-urls "$etcd_peer" --initial-cluster "default=$etcd_peer"
run apiserver "./control-plane-$version" apiserver --etcd-servers "$etcd" --secure-port "$port" \
  --bind-address 127.0.0.1 --advertise-address 127.0.0.1 --endpoint-reconciler-type none \
  --tls-cert-file apiserver.crt --tls-private-key-file apiserver.key --client-ca-file ca.crt \
  --authorization-mode Node,RBAC --enable-admission-plugins NodeRestriction --service-cluster-ip-range 10.96.0.0/16 \
  --service-account-issuer https://kubernetes.default.svc --service-account-key-file accounts.pub \
  --service-account-signing-key-file accounts.key --requestheader-client-ca-file proxy-ca.crt \
  --requestheader-allowed-names front-proxy --requestheader-username-headers X-Remote-User \
  --requestheader-group-headers X-Remote-Group --requestheader-extra-headers-prefix X-Remote-Extra- \
  --proxy-client-cert-file front-proxy.crt --proxy-client-key-file front-proxy.key
for ((second = 0; ; second++)); do
  curl -fs --cacert ca.crt --cert admin.crt --key admin.key "https://127.0.0.1:$port/readyz" >/dev/null && break
  kill -0 "${running[@]}" 2>/dev/null && ((second < 120)) || {
    echo "the API server does not get ready: see $folder/apiserver.log and etcd.log" >&2
    exit 1
  }
  sleep 1
done
for part in controller-manager scheduler; do
  own=()
  [[ $part == scheduler ]] || own=(--service-account-private-key-file accounts.key --root-ca-file ca.crt
    --use-service-account-credentials --cluster-signing-cert-file ca.crt --cluster-signing-key-file ca.key)
  run "$part" "./control-plane-$version" "$part" --kubeconfig "$part.kubeconfig" --secure-port 0 \
    --authentication-kubeconfig "$part.kubeconfig" --authorization-kubeconfig "$part.kubeconfig" "${own[@]}"
done
echo "Kubernetes $version is up: kubectl --kubeconfig $folder/admin.kubeconfig get namespaces"
wait
