package dev.slipway.line.audit;

import dev.slipway.line.digest.Sha256;
import dev.slipway.line.http.Json;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.jspecify.annotations.Nullable;

/** An extract as a ledger writes it, file by file, so that a test can change what it likes before or after it is signed. */
public final class Written {
    /** The line's key. */
    public static final KeyPair KEY = keyPair();
    /** Somebody else's. */
    public static final KeyPair OTHER = keyPair();

    /** When it was exported, and its chain's end signed. */
    private static final String EXPORTED = "2026-12-01T09:00:00.123456Z";

    final Map<String, String> files = new LinkedHashMap<>();
    final List<String> links = new ArrayList<>();
    private final List<String> heads = new ArrayList<>();
    private String hash = "0".repeat(64);
    private long position;
    private String previous = hash;
    private String until = "2026-11-30";
    private String ledger = "https://ledger.example.org";
    private @Nullable Long format = 2L;
    private long first = 1;
    private @Nullable Long last;

    /**
     * Three events and an approval of November, after a policy of October, in two parts of the chain; and a file of evidence. The second
     * part begins at the last link that October's last head has. Of the daily heads, it has those between which something was linked.
     */
    public static Written complete() {
        return october().november().exported();
    }

    static Written october() {
        return october(KEY);
    }

    /** Whose policy has a head by that key. */
    static Written october(KeyPair key) {
        Written extract = new Written();
        extract.row("policy", "p1", "2026-10-05T08:00:00.000000Z", "{\"id\": \"p1\", \"version\": 1}");
        extract.head(key, "2026-10-05T08:00:07Z");
        extract.skip("event", "old1", "2026-10-20T08:00:00.000000Z");
        extract.skip("event", "old2", "2026-10-20T08:00:00.000000Z");
        extract.linkAlone("event", "old3", "2026-10-20T08:00:00.000000Z");
        extract.head(KEY, "2026-10-31T23:59:59.999999Z");
        return extract.first(4);
    }

    Written november() {
        row("event", "e1", "2026-11-01T00:00:00.000000Z", "{\"id\": \"e1\", \"kind\": \"a\"}");
        head(KEY, "2026-11-01T12:00:00Z");
        head(KEY, "2026-11-14T12:00:00Z");
        row("event", "e2", "2026-11-15T10:00:00.000000Z", "{\"id\": \"e2\", \"kind\": \"b\"}");
        row("approval", "a1", "2026-11-15T11:00:00.000000Z", "{\"id\": \"a1\", \"verdict\": \"approved\"}");
        head(KEY, "2026-11-15T12:00:00Z");
        head(KEY, "2026-11-30T12:00:00Z");
        row("event", "e3", "2026-11-30T23:59:59.999999Z", "{\"id\": \"e3\", \"kind\": \"c\"}");
        String file = Sha256.hex("<testsuite/>");
        row(
                "evidence",
                "v1",
                "2026-11-30T23:59:59.999999Z",
                "{\"id\": \"v1\", \"name\": \"TEST-a.xml\", \"digest\": \"sha256:" + file + "\"}");
        files.put("evidence/" + file, "<testsuite/>");
        return this;
    }

    Written exported() {
        head(KEY, EXPORTED);
        files.put("README.txt", "What is in it.\n");
        keys(KEY);
        finish();
        return this;
    }

    void row(String table, String id, String at, String text) {
        link(table, id, at, Sha256.hex(text), true);
        files.merge("rows/" + table + ".jsonl", text + "\n", String::concat);
    }

    /**
     * Of a line whose key was replaced on the first of November: until then, and once more before the last worker restarted, it signed with
     * the other one.
     */
    static Written rotated() {
        Written extract = new Written();
        extract.key(OTHER, "2026-10-05T08:00:00.000000Z");
        extract.head(OTHER, "2026-10-05T08:00:07Z");
        extract.skip("event", "old1", "2026-10-30T08:00:00.000000Z");
        extract.linkAlone("event", "old2", "2026-10-30T13:00:00.000000Z");
        extract.head(OTHER, "2026-10-31T12:00:00Z");
        extract.first(3);
        extract.key(KEY, "2026-11-01T10:00:00.000000Z");
        extract.head(KEY, "2026-11-01T10:00:05Z");
        extract.row("event", "e1", "2026-11-01T10:10:00.000000Z", "{\"id\": \"e1\", \"kind\": \"a\"}");
        extract.head(OTHER, "2026-11-01T10:20:00Z");
        return extract;
    }

    /** As an export that finds two keys. */
    Written exportedWithBoth() {
        exported();
        keys(OTHER, KEY);
        return this;
    }

    private void key(KeyPair key, String at) {
        String id = fingerprint(key).substring(0, 8);
        row(
                "audit_key",
                id,
                at,
                "{\"id\": \"" + id + "\", \"public_key\": \"" + publicKey(key) + "\", \"fingerprint\": \""
                        + fingerprint(key) + "\", \"introduced_at\": \"" + at + "\"}");
    }

    /** Links that are not in the extract: the next one begins another part. */
    void skip(String table, String id, String at) {
        position++;
        hash = Sha256.hex(hash + "\n" + position + "\n" + table + "\n" + id + "\n" + at + "\n" + Sha256.hex(id) + "\n");
        previous = hash;
    }

    /** A link whose row is not in the extract. */
    void linkAlone(String table, String id, String at) {
        link(table, id, at, Sha256.hex(id), false);
    }

    private void link(String table, String id, String at, String digest, boolean isWithRow) {
        position++;
        hash = Sha256.hex(hash + "\n" + position + "\n" + table + "\n" + id + "\n" + at + "\n" + digest + "\n");
        Json link = Json.object()
                .with("position", position)
                .with("table", table)
                .with("id", id)
                .with("at", at)
                .with("digest", digest)
                .with("hash", hash)
                .with("row", isWithRow ? Boolean.TRUE : null)
                .with("previous", previous.isEmpty() ? null : previous);
        links.add(link.toString());
        previous = "";
    }

    /** With a head of its end that another key signed, too. */
    public Written signedAlso(KeyPair key) {
        head(key, EXPORTED);
        keys(KEY, key);
        finish();
        return this;
    }

    void head(KeyPair key, String at) {
        heads.add(head(position, hash, key, at));
    }

    /** A signed head as a line has it. */
    public static String head(long position, String hash, KeyPair key, String at) {
        return envelope(
                statement("https://slipway.dev/audit-head/v1", Map.of("chain", hash))
                        .with(
                                "predicate",
                                Json.object().with("position", position).with("signedAt", at)),
                key);
    }

    String hash() {
        return hash;
    }

    void keys(KeyPair... keys) {
        List<Json> items = new ArrayList<>();
        for (KeyPair key : keys) {
            items.add(Json.object()
                    .with("fingerprint", fingerprint(key))
                    .with("publicKey", publicKey(key))
                    .with("introducedAt", "2026-10-01T00:00:00Z"));
        }
        files.put("keys.json", Json.object().withAll("keys", items).toString());
    }

    void finish() {
        files.put("heads.jsonl", String.join("\n", heads) + "\n");
        files.put("links.jsonl", String.join("\n", links) + "\n");
    }

    /** As one whose period's part of the chain is said to begin there. */
    Written first(long position) {
        first = position;
        return this;
    }

    /** As one whose period's part of the chain is said to end there, and not at the chain's end. */
    Written last(long position) {
        last = position;
        return this;
    }

    /** As an earlier version of Slipway wrote it. */
    Written old() {
        format = null;
        return this;
    }

    /** As one that says that it is of another ledger. */
    public Written ledger(String text) {
        ledger = text;
        return this;
    }

    /** As one whose period has another last day. */
    public Written until(String day) {
        until = day;
        return this;
    }

    /** The signed list of what there is now. */
    public Written signed(KeyPair key) {
        return signed(key, position);
    }

    /** As a ledger wrote it whose manifest says that the chain ended there; null for one that did not say so. */
    Written signed(KeyPair key, @Nullable Long end) {
        files.remove("manifest.json");
        Map<String, String> digests = new LinkedHashMap<>();
        files.forEach((name, text) -> digests.put(name, Sha256.hex(text)));
        Json tables = Json.object();
        for (String table : List.of("event", "approval", "policy", "evidence", "audit_key")) {
            tables.with(table, Json.object().with("key", List.of("id")));
        }
        files.put(
                "manifest.json",
                envelope(
                        statement("https://slipway.dev/audit-extract/v1", digests)
                                .with(
                                        "predicate",
                                        Json.object()
                                                .with("format", format)
                                                .with("ledger", ledger)
                                                .with("from", "2026-11-01")
                                                .with("until", until)
                                                .with("exportedAt", EXPORTED)
                                                .with("chainEnd", end)
                                                .with("first", first)
                                                .with("last", last == null ? position : last)
                                                .with("tables", tables)),
                        key));
        return this;
    }

    /** With another file. */
    public Written file(String name, String text) {
        files.put(name, text);
        return this;
    }

    /** With a text in one of the files put in place of another. */
    public Written change(String file, String from, String to) {
        String before = files.getOrDefault(file, "");
        if (!before.contains(from)) {
            throw new IllegalArgumentException(file + " has no " + from);
        }
        files.put(file, before.replace(from, to));
        return this;
    }

    /** As a zip in a folder. */
    public Path to(Path folder) throws IOException {
        Path file = folder.resolve("audit.zip");
        try (OutputStream out = Files.newOutputStream(file);
                ZipOutputStream zip = new ZipOutputStream(out)) {
            for (Map.Entry<String, String> one : files.entrySet()) {
                zip.putNextEntry(new ZipEntry(one.getKey()));
                zip.write(one.getValue().getBytes(StandardCharsets.UTF_8));
                zip.closeEntry();
            }
        }
        return file;
    }

    /** A public key in base64. */
    public static String publicKey(KeyPair key) {
        return Base64.getEncoder().encodeToString(key.getPublic().getEncoded());
    }

    /** What a key is known by. */
    public static String fingerprint(KeyPair key) {
        return Sha256.hex(key.getPublic().getEncoded());
    }

    private static Json statement(String predicateType, Map<String, String> subjects) {
        List<Json> all = new ArrayList<>();
        subjects.forEach((name, digest) -> all.add(
                Json.object().with("name", name).with("digest", Json.object().with("sha256", digest))));
        return Json.object()
                .with("_type", "https://in-toto.io/Statement/v1")
                .withAll("subject", all)
                .with("predicateType", predicateType);
    }

    static String envelope(Json statement, KeyPair key) {
        byte[] payload = statement.toString().getBytes(StandardCharsets.UTF_8);
        String type = "application/vnd.in-toto+json";
        try {
            Signature signature = Signature.getInstance("Ed25519");
            signature.initSign(key.getPrivate());
            signature.update(("DSSEv1 " + type.length() + " " + type + " " + payload.length + " ")
                    .getBytes(StandardCharsets.UTF_8));
            signature.update(payload);
            return Json.object()
                    .with("payloadType", type)
                    .with("payload", Base64.getEncoder().encodeToString(payload))
                    .withAll(
                            "signatures",
                            List.of(Json.object()
                                    .with("keyid", fingerprint(key))
                                    .with("sig", Base64.getEncoder().encodeToString(signature.sign()))))
                    .toString();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static KeyPair keyPair() {
        try {
            return KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
