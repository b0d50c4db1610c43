package dev.slipway.ledger.identity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.security.Signature;
import java.util.Arrays;
import org.jose4j.jca.ProviderContext;
import org.jose4j.lang.JoseException;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What is remembered of signatures, and what is not. */
class VerifiedSignaturesTest {
    private static final byte[] TEXT = bytes("header.claims");

    /** With it nothing can be computed: what succeeds was remembered. */
    private static final ProviderContext NONE = context("no such provider");

    private static KeyPair ours;
    private static KeyPair theirs;

    private final VerifiedSignatures signatures = new VerifiedSignatures();

    @BeforeAll
    static void generate() throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(2048);
        ours = generator.generateKeyPair();
        theirs = generator.generateKeyPair();
    }

    @Test
    void computesAValidSignatureOnce() throws Exception {
        byte[] signature = sign(ours, TEXT);

        assertThrows(JoseException.class, () -> signatures.verifySignature(signature, ours.getPublic(), TEXT, NONE));
        assertTrue(verify(signature, ours.getPublic(), TEXT));
        assertTrue(signatures.verifySignature(signature.clone(), ours.getPublic(), TEXT.clone(), NONE));
    }

    @Test
    void remembersNoSignatureThatIsNotValid() throws Exception {
        byte[] signature = sign(theirs, TEXT);

        assertFalse(verify(signature, ours.getPublic(), TEXT));
        assertFalse(verify(signature, ours.getPublic(), TEXT));
        assertEquals(0, signatures.size());
    }

    @Test
    void refusesAnotherTextKeyOrSignature() throws Exception {
        byte[] signature = sign(ours, TEXT);
        assertTrue(verify(signature, ours.getPublic(), TEXT));
        byte[] changed = signature.clone();
        changed[255] ^= 1;

        assertFalse(verify(signature, ours.getPublic(), bytes("header.claim5")));
        assertFalse(verify(signature, theirs.getPublic(), TEXT));
        assertFalse(verify(changed, ours.getPublic(), TEXT));
    }

    @Test
    void refusesASignatureWhoseEndWasMovedIntoTheText() throws Exception {
        byte[] signature = sign(ours, TEXT);
        assertTrue(verify(signature, ours.getPublic(), TEXT));
        byte[] longer = new byte[TEXT.length + 1];
        longer[0] = signature[255];
        System.arraycopy(TEXT, 0, longer, 1, TEXT.length);

        assertFalse(verify(Arrays.copyOf(signature, 255), ours.getPublic(), longer));
    }

    @Test
    void forgetsTheOldest() throws Exception {
        byte[] first = sign(ours, bytes("0"));
        for (int i = 0; i <= 2 * VerifiedSignatures.GENERATION; i++) {
            byte[] text = bytes(String.valueOf(i));
            assertTrue(verify(sign(ours, text), ours.getPublic(), text));
        }

        assertTrue(signatures.size() <= 2 * VerifiedSignatures.GENERATION);
        assertThrows(JoseException.class, () -> signatures.verifySignature(first, ours.getPublic(), bytes("0"), NONE));
    }

    private boolean verify(byte[] signature, PublicKey key, byte[] text) throws JoseException {
        return signatures.verifySignature(signature, key, text, new ProviderContext());
    }

    private static byte[] sign(KeyPair pair, byte[] text) throws Exception {
        Signature signature = Signature.getInstance("SHA256withRSA");
        signature.initSign(pair.getPrivate());
        signature.update(text);
        return signature.sign();
    }

    private static ProviderContext context(String provider) {
        ProviderContext context = new ProviderContext();
        context.getSuppliedKeyProviderContext().setSignatureProvider(provider);
        return context;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
