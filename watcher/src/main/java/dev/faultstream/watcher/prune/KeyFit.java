package dev.faultstream.watcher.prune;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.security.interfaces.RSAPrivateKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Says whether a private key belongs to a certificate, without anything of the key leaving this class. */
final class KeyFit {
    private static final byte[] PROBE = "faultstream".getBytes(StandardCharsets.UTF_8);

    private KeyFit() {}

    /** Whether the key fits; null when that cannot be said, for example of an encrypted key. */
    static @Nullable Boolean check(byte[] keyPem, byte[] certificatePem) {
        Optional<Pem> key =
                Pem.blocks(keyPem).stream().filter(Pem::isPrivateKey).findFirst();
        Optional<X509Certificate> certificate = Certificates.leaf(certificatePem);
        if (key.isEmpty()
                || certificate.isEmpty()
                || key.get().label().contains("ENCRYPTED")
                || key.get().body().contains("Proc-Type")) {
            return null;
        }
        try {
            return fits(key.get(), certificate.get().getPublicKey());
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            return null;
        }
    }

    private static @Nullable Boolean fits(Pem pem, PublicKey publicKey) throws GeneralSecurityException {
        String algorithm = publicKey.getAlgorithm();
        byte[] der = pem.der();
        if ("PRIVATE KEY".equals(pem.label())) {
            String ofKey = Der.pkcs8Algorithm(der);
            if (!ofKey.equals(Der.spkiAlgorithm(publicKey.getEncoded()))) {
                return false;
            }
        } else if ("RSA PRIVATE KEY".equals(pem.label()) || "EC PRIVATE KEY".equals(pem.label())) {
            if (!pem.label().startsWith(algorithm)) {
                return false;
            }
            der = Der.wrapAsPkcs8(der, publicKey.getEncoded());
        } else {
            return null;
        }
        PrivateKey privateKey = KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(der));
        if (privateKey instanceof RSAPrivateKey rsa && publicKey instanceof RSAPublicKey ofCertificate) {
            return rsa.getModulus().equals(ofCertificate.getModulus());
        }
        return signs(privateKey, publicKey, "EC".equals(algorithm) ? "SHA256withECDSA" : algorithm);
    }

    private static boolean signs(PrivateKey privateKey, PublicKey publicKey, String algorithm)
            throws GeneralSecurityException {
        Signature signing = Signature.getInstance(algorithm);
        signing.initSign(privateKey);
        signing.update(PROBE);
        byte[] signature = signing.sign();
        Signature verifying = Signature.getInstance(algorithm);
        verifying.initVerify(publicKey);
        verifying.update(PROBE);
        return verifying.verify(signature);
    }

    /** As much of DER as it takes to compare algorithms and to wrap the older forms of private keys. */
    private static final class Der {
        private static final int SEQUENCE = 0x30;
        private static final int OCTET_STRING = 0x04;
        private static final byte[] VERSION_0 = {0x02, 0x01, 0x00};

        private Der() {}

        /** The object identifier of a PKCS#8 key's algorithm, as hexadecimal text. */
        static String pkcs8Algorithm(byte[] pkcs8) {
            int version = content(pkcs8, 0);
            return algorithm(pkcs8, end(pkcs8, version));
        }

        /** The object identifier of a public key's algorithm, as hexadecimal text. */
        static String spkiAlgorithm(byte[] spki) {
            return algorithm(spki, content(spki, 0));
        }

        static byte[] wrapAsPkcs8(byte[] key, byte[] spki) {
            int start = content(spki, 0);
            byte[] identifier = java.util.Arrays.copyOfRange(spki, start, end(spki, start));
            byte[] octets = tagged(OCTET_STRING, key);
            ByteArrayOutputStream body = new ByteArrayOutputStream();
            body.writeBytes(VERSION_0);
            body.writeBytes(identifier);
            body.writeBytes(octets);
            return tagged(SEQUENCE, body.toByteArray());
        }

        private static String algorithm(byte[] der, int sequence) {
            int oid = content(der, sequence);
            return java.util.HexFormat.of().formatHex(der, oid, end(der, oid));
        }

        private static byte[] tagged(int tag, byte[] content) {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            out.write(tag);
            if (content.length < 0x80) {
                out.write(content.length);
            } else {
                out.write(0x82);
                out.write(content.length >>> 8);
                out.write(content.length);
            }
            out.writeBytes(content);
            return out.toByteArray();
        }

        /** Where the content of the element at this place starts. */
        private static int content(byte[] der, int at) {
            int length = byteAt(der, at + 1);
            return length < 0x80 ? at + 2 : at + 2 + (length & 0x7f);
        }

        /** Where the element at this place ends. */
        private static int end(byte[] der, int at) {
            int first = byteAt(der, at + 1);
            int content = content(der, at);
            int length = first;
            if (first >= 0x80) {
                length = 0;
                for (int i = at + 2; i < content; i++) {
                    length = (length << 8) | byteAt(der, i);
                }
            }
            if (length < 0 || content + length > der.length) {
                throw new IllegalArgumentException("truncated DER");
            }
            return content + length;
        }

        private static int byteAt(byte[] der, int at) {
            if (at >= der.length) {
                throw new IllegalArgumentException("truncated DER");
            }
            return der[at] & 0xff;
        }
    }
}
