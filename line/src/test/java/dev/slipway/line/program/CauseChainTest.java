package dev.slipway.line.program;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.FileNotFoundException;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class CauseChainTest {
    @Test
    void leadsToTheDeepestCause() {
        NullPointerException deepest = new NullPointerException("no name");
        IOException middle = new IOException("it cannot be read", deepest);
        IllegalStateException outermost = new IllegalStateException(middle);
        CauseChain chain = CauseChain.of(outermost);
        assertThat(chain.links()).containsExactly(outermost, middle, deepest);
        assertThat(chain.deepest()).isSameAs(deepest);
    }

    @Test
    void hasTheTypesOfAllLinks() {
        CauseChain chain = CauseChain.of(new IllegalStateException(new FileNotFoundException("gone")));
        assertThat(chain.has(IllegalStateException.class)).isTrue();
        assertThat(chain.has(IOException.class)).isTrue();
        assertThat(chain.has(NullPointerException.class)).isFalse();
    }

    @Test
    void isTheExceptionAloneWithoutACause() {
        IOException only = new IOException("the disk is full");
        assertThat(CauseChain.of(only).links()).containsExactly(only);
        assertThat(CauseChain.of(only).deepest()).isSameAs(only);
    }

    @Test
    void endsWhereCausesFormACycle() {
        IOException first = new IOException("first");
        IOException second = new IOException("second", first);
        first.initCause(second);
        assertThat(CauseChain.of(first).links()).hasSize(20).containsOnly(first, second);
    }
}
