package dev.slipway.ledger.evidence.format;

import dev.slipway.ledger.evidence.contents.Failure;
import dev.slipway.ledger.evidence.contents.FailureKind;
import java.io.InputStream;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Set;
import javax.xml.stream.XMLStreamConstants;
import org.jspecify.annotations.Nullable;

/**
 * Reads test reports in JUnit's XML format, as far as it is agreed on: {@code testsuites} or {@code testsuite} around suites around
 * {@code testcase}.
 *
 * <p>The counts that suites state are ignored; cases are counted. A case with {@code flakyFailure} passed on a retry, and counts as
 * passed. A failure of a suite itself counts as a test case with an error.
 */
final class TestReport {
    private static final Set<String> ROOTS = Set.of("testsuites", "testsuite");
    private static final Set<String> NOT_RUN = Set.of("notrun", "skipped", "disabled", "ignored", "suppressed");

    private final Xml xml;
    private final Tally tally;
    private final Deque<String> suites = new ArrayDeque<>();
    private Tally.@Nullable Case test;
    private int testDepth;

    private TestReport(Xml xml, Tally tally) {
        this.xml = xml;
        this.tally = tally;
    }

    /** Whether a document is a test report, by its root element. */
    static boolean isAt(Xml xml) {
        return ROOTS.contains(xml.name());
    }

    /** Adds one report to the tally. */
    static void read(Xml xml, Tally tally) throws MalformedException {
        new TestReport(xml, tally).read();
    }

    /** Adds one report to the tally, if the document is one. */
    static boolean readIfAny(InputStream document, Tally tally) throws MalformedException {
        Xml xml = Xml.open(document);
        if (isAt(xml)) {
            read(xml, tally);
            return true;
        }
        while (!xml.isOver()) {
            xml.next();
        }
        return false;
    }

    private void read() throws MalformedException {
        begin();
        while (!xml.isOver()) {
            int event = xml.next();
            if (event == XMLStreamConstants.START_ELEMENT) {
                begin();
            } else if (event == XMLStreamConstants.END_ELEMENT) {
                end();
            }
        }
    }

    private void begin() throws MalformedException {
        switch (xml.name()) {
            case "testsuite" -> {
                if (test == null) {
                    suites.push(attribute("name"));
                }
            }
            case "testcase" -> beginTest();
            case "failure" -> fail(FailureKind.FAILURE);
            case "error" -> fail(FailureKind.ERROR);
            case "skipped", "ignored", "disabled" -> {
                if (test != null && xml.depth() == testDepth + 1) {
                    test.skip();
                }
            }
            default -> {}
        }
    }

    private void end() {
        if (test != null && xml.depth() == testDepth - 1) {
            tally.add(test);
            test = null;
        } else if (test == null && xml.name().equals("testsuite") && !suites.isEmpty()) {
            suites.pop();
        }
    }

    private void beginTest() throws MalformedException {
        if (test != null) {
            throw xml.malformed("is a testcase inside of a testcase");
        }
        String suite = attribute("classname");
        test = new Tally.Case(suite.isEmpty() ? suite() : suite, attribute("name"), xml.attribute("time"));
        testDepth = xml.depth();
        if (NOT_RUN.contains(attribute("status")) || NOT_RUN.contains(attribute("result"))) {
            test.skip();
        }
    }

    private void fail(FailureKind kind) throws MalformedException {
        if (test == null) {
            Tally.Case whole = new Tally.Case(suite(), "", null);
            describe(whole, FailureKind.ERROR);
            tally.add(whole);
        } else if (xml.depth() == testDepth + 1) {
            describe(test, kind);
        }
    }

    /** Reads the element of a failure, up to and with its end. */
    private void describe(Tally.Case failed, FailureKind kind) throws MalformedException {
        String message = xml.attribute("message");
        String type = xml.attribute("type");
        StringBuilder detail = new StringBuilder();
        int depth = xml.depth();
        while (xml.depth() >= depth) {
            int event = xml.next();
            if (event == XMLStreamConstants.CHARACTERS || event == XMLStreamConstants.CDATA) {
                // One more than fits, since the cut could split a surrogate pair.
                xml.text(detail, Failure.DETAIL_LIMIT + 1);
            }
        }
        String text = detail.toString().strip();
        if (message == null || message.isBlank()) {
            message = text.lines().findFirst().orElse(type);
        }
        tally.fail(failed, kind, message, text);
    }

    private String suite() {
        return suites.isEmpty() ? "" : suites.element();
    }

    private String attribute(String name) {
        String value = xml.attribute(name);
        return value == null ? "" : value;
    }
}
