package dev.surefoot.evidence;

import dev.surefoot.evidence.VerificationKey.Parsed;

import java.math.BigInteger;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.ECFieldFp;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPoint;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads public keys in PEM. No message holds any part of a key. */
final class KeyPem {
    private static final int LONGEST = 1 << 16;
    private static final int LEAST_RSA = 2048;
    private static final int MOST_RSA = 8192;
    private static final Pattern BLOCK =
            Pattern.compile(
                    "\\s*-----BEGIN PUBLIC KEY-----\\s+([A-Za-z0-9+/=\\s]+)-----END PUBLIC KEY-----\\s*");
    private static final String WRITE =
            "; write one \"PUBLIC KEY\" in PEM, as 'openssl pkey -pubout' prints it";

    private KeyPem() {}

    static Parsed read(String name, String pem) {
        if (pem.contains("PRIVATE KEY")) {
            return new Parsed.Bad(
                    "is a private key, which belongs with nobody but its signer: replace that key,"
                            + " and give the public part ('openssl pkey -pubout')");
        }
        if (pem.contains("BEGIN CERTIFICATE")) {
            return new Parsed.Bad(
                    "is a certificate; give its key alone ('openssl x509 -pubkey -noout')");
        }
        if (pem.length() > LONGEST) {
            return new Parsed.Bad("has %d characters, no key is so long".formatted(pem.length()));
        }
        Matcher block = BLOCK.matcher(pem);
        if (!block.matches()) {
            return new Parsed.Bad("holds not exactly one public key" + WRITE);
        }
        byte[] der;
        try {
            der = Base64.getDecoder().decode(block.group(1).replaceAll("\\s", ""));
        } catch (IllegalArgumentException e) {
            return new Parsed.Bad("is not Base64 between its two marks" + WRITE);
        }
        return key(name, der);
    }

    private static Parsed key(String name, byte[] der) {
        for (String algorithm : List.of("EC", "Ed25519", "RSA")) {
            try {
                PublicKey key =
                        KeyFactory.getInstance(algorithm)
                                .generatePublic(new X509EncodedKeySpec(der));
                return Arrays.equals(key.getEncoded(), der)
                        ? checked(name, key, der)
                        : new Parsed.Bad("is not encoded as DER demands" + WRITE);
            } catch (GeneralSecurityException e) {
                // Not of this kind; the next one is tried.
            }
        }
        return new Parsed.Bad(
                "is no key that is known here; use ECDSA on P-256 or P-384, Ed25519, or RSA");
    }

    private static Parsed checked(String name, PublicKey key, byte[] der)
            throws GeneralSecurityException {
        SignatureScheme scheme;
        switch (key) {
            case ECPublicKey ec -> {
                Optional<SignatureScheme> curve = curve(ec);
                if (curve.isEmpty()) {
                    return new Parsed.Bad(
                            "is an EC key on another curve than P-256 and P-384; make one of these");
                }
                scheme = curve.get();
            }
            case RSAPublicKey rsa -> {
                int bits = rsa.getModulus().bitLength();
                if (bits < LEAST_RSA || bits > MOST_RSA) {
                    return new Parsed.Bad(
                            "is an RSA key of %d bits; use one of %d to %d"
                                    .formatted(bits, LEAST_RSA, MOST_RSA));
                }
                if (!rsa.getAlgorithm().equals("RSA")) {
                    return new Parsed.Bad("is for RSA-PSS alone; use a plain RSA key");
                }
                scheme = SignatureScheme.RSA;
            }
            default -> scheme = SignatureScheme.ED25519;
        }
        return new Parsed.Good(new VerificationKey(name, Digest.sha256(der), scheme, key));
    }

    private static Optional<SignatureScheme> curve(ECPublicKey key)
            throws GeneralSecurityException {
        if (same(key.getParams(), "secp256r1")) {
            return Optional.of(SignatureScheme.ECDSA_P256).filter(s -> onCurve(key));
        }
        return same(key.getParams(), "secp384r1")
                ? Optional.of(SignatureScheme.ECDSA_P384).filter(s -> onCurve(key))
                : Optional.empty();
    }

    private static boolean same(ECParameterSpec seen, String curve)
            throws GeneralSecurityException {
        AlgorithmParameters parameters = AlgorithmParameters.getInstance("EC");
        parameters.init(new ECGenParameterSpec(curve));
        ECParameterSpec known = parameters.getParameterSpec(ECParameterSpec.class);
        return seen.getCurve().equals(known.getCurve())
                && seen.getGenerator().equals(known.getGenerator())
                && seen.getOrder().equals(known.getOrder())
                && seen.getCofactor() == known.getCofactor();
    }

    private static boolean onCurve(ECPublicKey key) {
        ECPoint point = key.getW();
        BigInteger p = ((ECFieldFp) key.getParams().getCurve().getField()).getP();
        BigInteger x = point.getAffineX();
        BigInteger y = point.getAffineY();
        boolean inField = x.signum() >= 0 && y.signum() >= 0 && x.compareTo(p) < 0;
        BigInteger right =
                x.pow(3)
                        .add(key.getParams().getCurve().getA().multiply(x))
                        .add(key.getParams().getCurve().getB())
                        .mod(p);
        return inField && y.compareTo(p) < 0 && y.multiply(y).mod(p).equals(right);
    }
}
