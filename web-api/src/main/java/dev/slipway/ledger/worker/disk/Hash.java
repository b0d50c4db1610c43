package dev.slipway.ledger.worker.disk;

import dev.slipway.ledger.platform.text.Sha256;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** The hash functions that servers and the ledger name content by. */
final class Hash {

    private Hash() {}

    static MessageDigest sha1() {
        try {
            return MessageDigest.getInstance("SHA-1");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-1", e);
        }
    }

    /** Both hashes, computed in one read. */
    static class Pair {
        private final MessageDigest sha1 = Hash.sha1();
        private final MessageDigest sha256 = Sha256.start();

        void update(byte[] bytes, int length) {
            sha1.update(bytes, 0, length);
            sha256.update(bytes, 0, length);
        }

        byte[] sha1() {
            return sha1.digest();
        }

        byte[] sha256() {
            return sha256.digest();
        }
    }
}
