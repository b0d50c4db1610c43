package dev.slipway.line.cli.input.build;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.line.program.GitRepository;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckoutTest {
    private static final String DIGEST = "sha256:" + "a".repeat(64);

    @TempDir
    Path folder;

    private String head = "";

    @BeforeEach
    void commit() throws IOException {
        Files.writeString(folder.resolve("pom.xml"), "<version>1.2.3</version>");
        Files.writeString(folder.resolve(".gitignore"), "inner/\n");
        head = new GitRepository(folder).commit("Open the shop");
    }

    @Test
    void isCalledByItsCommit() {
        Checkout checkout = new Checkout(folder);
        String version = "1.2.3+" + head.substring(0, 9);
        assertThat(checkout.commit()).hasValue(head);
        assertThat(checkout.version(DIGEST)).hasValue(version);
        assertThat(checkout.release()).hasValue(version);
    }

    @Test
    void isCalledByItsArchiveWhereItHasChanges() throws IOException {
        Files.writeString(folder.resolve("more"), "x");
        assertThat(new Checkout(folder).version(DIGEST)).hasValue("1.2.3+aaaaaaaaa");
    }

    /** As sources that were unpacked in a folder that is under version control itself. */
    @Test
    void hasNoCommitOfARepositoryAroundIt() throws IOException {
        Path inner = Files.createDirectory(folder.resolve("inner"));
        Files.writeString(inner.resolve("pom.xml"), "<version>1.2.3</version>");
        Checkout checkout = new Checkout(inner);
        assertThat(checkout.commit()).isEmpty();
        assertThat(checkout.version(DIGEST)).hasValue("1.2.3+aaaaaaaaa");
        assertThat(checkout.release()).hasValue("1.2.3");
    }
}
