package dev.slipway.ledger.evidence.format;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import dev.slipway.ledger.evidence.contents.Failure;
import dev.slipway.ledger.platform.text.StorableText;
import javax.xml.stream.Location;
import javax.xml.stream.XMLStreamException;

/** A malformed file, with the place and the reason. */
public class MalformedException extends Exception {
    private static final long serialVersionUID = 1L;
    private static final int DETAIL_LIMIT = 500;

    private final String place;

    MalformedException(String place, String detail) {
        super(detail);
        this.place = place;
    }

    /** The place in the file, or the member. */
    public String place() {
        return place;
    }

    /** The mistake at this place, worded to follow the place. */
    public String detail() {
        return StorableText.atMost(DETAIL_LIMIT, String.valueOf(getMessage()));
    }

    MalformedException within(String file) {
        return new MalformedException(StorableText.atMost(Failure.NAME_LIMIT, file) + ", " + place, detail());
    }

    static MalformedException at(Location location, String detail) {
        return new MalformedException(place(location.getLineNumber(), location.getColumnNumber()), detail);
    }

    static MalformedException at(JsonLocation location, String detail) {
        return new MalformedException(place(location.getLineNr(), location.getColumnNr()), detail);
    }

    static MalformedException of(XMLStreamException cause, Location reached) {
        Location location = cause.getLocation() == null ? reached : cause.getLocation();
        // The parser's message begins with a line that repeats the place.
        String message = String.valueOf(cause.getMessage());
        int start = message.indexOf("\nMessage: ");
        return at(location, start < 0 ? message : message.substring(start + "\nMessage: ".length()));
    }

    static MalformedException of(JsonProcessingException cause) {
        JsonLocation location = cause.getLocation();
        return at(location == null ? JsonLocation.NA : location, cause.getOriginalMessage());
    }

    private static String place(int line, int column) {
        return line < 1 ? "line 1" : "line " + line + (column < 1 ? "" : ", column " + column);
    }
}
