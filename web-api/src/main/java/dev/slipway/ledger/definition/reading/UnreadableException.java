package dev.slipway.ledger.definition.reading;

/** The text is no YAML, or is some that no definition needs: nothing more can be said of it. */
public class UnreadableException extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient Mistake mistake;

    UnreadableException(int line, String rule) {
        super(rule);
        this.mistake = new Mistake(Mistake.WHOLE, line, rule);
    }

    Mistake mistake() {
        return mistake;
    }
}
