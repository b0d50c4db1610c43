package dev.slipway.line.pace;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ComplaintTest {
    private final List<String> log = new ArrayList<>();
    private final Complaint complaint = new Complaint(log::add);

    @Test
    void isSaidOnceUntilItIsAnotherOneOrOver() {
        complaint.say("a");
        complaint.say("a");
        complaint.say("b");
        complaint.say("a");
        complaint.end();
        complaint.say("a");
        assertThat(log).containsExactly("a", "b", "a", "a");
    }
}
