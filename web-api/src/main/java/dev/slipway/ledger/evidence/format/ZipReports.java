package dev.slipway.ledger.evidence.format;

import dev.slipway.ledger.evidence.contents.Contents;
import dev.slipway.ledger.evidence.contents.Format;
import dev.slipway.ledger.platform.text.StorableText;
import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Locale;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/**
 * Reads a ZIP archive of test reports, as of a folder {@code surefire-reports}. Entries whose name does not end in
 * {@code .xml} are never unpacked, and XML that is no test report is skipped. Names are only read, never used as paths.
 */
final class ZipReports {
    static final int ENTRIES_LIMIT = 2_000;
    static final long SIZE_LIMIT = 64L << 20;

    /**
     * The limit for one report, which may be a single text node that the parser keeps in memory: the same as for a
     * report sent alone.
     */
    private static final long REPORT_LIMIT = EvidenceReader.LARGEST;

    private long size;
    private long reportSize;

    Contents read(Path file) throws IOException, MalformedException, TooLargeException {
        Tally tally = new Tally();
        int reports = 0;
        try (ZipFile zip = new ZipFile(file.toFile())) {
            if (zip.size() > ENTRIES_LIMIT) {
                throw new TooLargeException("It has " + zip.size() + " entries; the limit is " + ENTRIES_LIMIT + ".");
            }
            for (ZipEntry entry : Collections.list(zip.entries())) {
                if (isXml(entry) && read(zip, entry, tally)) {
                    reports++;
                }
            }
        } catch (ZipException | EOFException | IllegalArgumentException e) {
            String why = e.getMessage() == null ? "its end is missing" : e.getMessage();
            throw new MalformedException("archive", "cannot be read as ZIP: " + why);
        }
        if (reports == 0) {
            throw new MalformedException(
                    "archive", "holds no test report, that is, no .xml with the root testsuite or testsuites");
        }
        return tally.contents(Format.JUNIT_ZIP);
    }

    private static boolean isXml(ZipEntry entry) {
        return !entry.isDirectory() && entry.getName().toLowerCase(Locale.ROOT).endsWith(".xml");
    }

    private boolean read(ZipFile zip, ZipEntry entry, Tally tally)
            throws IOException, MalformedException, TooLargeException {
        reportSize = 0;
        try (InputStream content = new Counted(zip.getInputStream(entry))) {
            boolean isReport = TestReport.readIfAny(content, tally);
            if (isTooLarge()) {
                throw tooLarge(entry);
            }
            return isReport;
        } catch (MalformedException e) {
            // The parser wraps exceptions of the stream, so only the count shows whether it was the limit.
            if (isTooLarge()) {
                throw tooLarge(entry);
            }
            throw e.within(entry.getName());
        }
    }

    private boolean isTooLarge() {
        return size > SIZE_LIMIT || reportSize > REPORT_LIMIT;
    }

    private TooLargeException tooLarge(ZipEntry entry) {
        return new TooLargeException(
                reportSize > REPORT_LIMIT
                        ? "Unpacked, " + StorableText.atMost(200, entry.getName()) + " is larger than " + REPORT_LIMIT
                                + " bytes."
                        : "Unpacked, it is larger than " + SIZE_LIMIT + " bytes.");
    }

    /** Counts what is really unpacked: headers may say anything. */
    private final class Counted extends FilterInputStream {
        Counted(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            int count = super.read(buffer, offset, length);
            size += Math.max(count, 0);
            reportSize += Math.max(count, 0);
            if (isTooLarge()) {
                throw new IOException("larger than the limit");
            }
            return count;
        }
    }
}
