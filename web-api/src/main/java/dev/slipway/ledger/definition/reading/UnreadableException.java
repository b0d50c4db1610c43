package dev.slipway.ledger.definition.reading;

/** The text is no YAML, or uses features of YAML that definitions must not use. */
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
