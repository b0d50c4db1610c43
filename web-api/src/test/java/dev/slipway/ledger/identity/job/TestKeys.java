package dev.slipway.ledger.identity.job;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.spec.RSAKeyGenParameterSpec;
import java.security.spec.RSAPrivateCrtKeySpec;
import java.security.spec.RSAPublicKeySpec;
import java.util.Objects;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicInteger;

/** RSA keys of 2048 bits that were made once: to make one takes longer than any test with it. */
final class TestKeys {
    private static final int COUNT = 3;
    private static final Properties PRIMES = read();
    private static final AtomicInteger NEXT = new AtomicInteger();

    private TestKeys() {}

    /** The next key: of three in a row, each is another. */
    static KeyPair next() {
        int number = NEXT.getAndIncrement() % COUNT + 1;
        return pair(prime(number + ".p"), prime(number + ".q"));
    }

    private static BigInteger prime(String name) {
        return new BigInteger(Objects.requireNonNull(PRIMES.getProperty(name), name), 16);
    }

    private static KeyPair pair(BigInteger p, BigInteger q) {
        BigInteger modulus = p.multiply(q);
        BigInteger beforeP = p.subtract(BigInteger.ONE);
        BigInteger beforeQ = q.subtract(BigInteger.ONE);
        BigInteger e = RSAKeyGenParameterSpec.F4;
        BigInteger d = e.modInverse(beforeP.multiply(beforeQ));
        try {
            KeyFactory factory = KeyFactory.getInstance("RSA");
            return new KeyPair(
                    factory.generatePublic(new RSAPublicKeySpec(modulus, e)),
                    factory.generatePrivate(new RSAPrivateCrtKeySpec(
                            modulus, e, d, p, q, d.mod(beforeP), d.mod(beforeQ), q.modInverse(p))));
        } catch (GeneralSecurityException wrong) {
            throw new IllegalStateException(wrong);
        }
    }

    private static Properties read() {
        Properties primes = new Properties();
        try (InputStream stream = Objects.requireNonNull(TestKeys.class.getResourceAsStream("test-keys.properties"))) {
            primes.load(stream);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return primes;
    }
}
