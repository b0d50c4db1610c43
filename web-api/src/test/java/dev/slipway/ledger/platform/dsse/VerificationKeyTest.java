package dev.slipway.ledger.platform.dsse;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.RSAKeyGenParameterSpec;
import java.security.spec.RSAPublicKeySpec;
import java.util.Base64;
import org.junit.jupiter.api.Test;

class VerificationKeyTest {
    @Test
    void knowsKeysInPemAndWithout() throws Exception {
        KeyPair pair = curve("secp256r1");
        String base64 = Base64.getMimeEncoder().encodeToString(pair.getPublic().getEncoded());
        assertThat(VerificationKey.parse(base64)).isPresent();
        assertThat(VerificationKey.parse("-----BEGIN PUBLIC KEY-----\n" + base64 + "\n-----END PUBLIC KEY-----"))
                .isPresent();
        assertThat(VerificationKey.parse(Base64.getEncoder()
                        .encodeToString(curve("secp521r1").getPublic().getEncoded())))
                .isEmpty();
        assertThat(VerificationKey.parse(Base64.getEncoder().encodeToString(rsa().getEncoded())))
                .isEmpty();
        assertThat(VerificationKey.parse("nothing")).isEmpty();
    }

    /** Whose private key nobody has, nor needs here. */
    private static PublicKey rsa() throws Exception {
        BigInteger modulus = BigInteger.ONE.shiftLeft(2047).setBit(0);
        return KeyFactory.getInstance("RSA").generatePublic(new RSAPublicKeySpec(modulus, RSAKeyGenParameterSpec.F4));
    }

    private static KeyPair curve(String name) throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec(name));
        return generator.generateKeyPair();
    }
}
