package dev.renkei.report;

import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The regular files of a tar archive, one after the other: ustar, GNU and pax. Links, devices and folders are passed over:
 * whoever unpacks makes nothing but files.
 */
final class Tar {
    private static final int BLOCK = 512;
    /** Names longer than any file system takes are not read into memory. */
    private static final long LONGEST_NAME = 1 << 16;

    private final InputStream in;

    Tar(InputStream in) {
        this.in = in;
    }

    /** Takes a file; what it leaves of the content is passed over. */
    interface Files {
        void file(String name, InputStream content) throws IOException;
    }

    /**
     * Hand over each file.
     *
     * @throws IOException if the archive is damaged or ends too early
     */
    void each(Files files) throws IOException {
        String longName = null;
        for (byte[] header = block(); !isEmpty(header); header = block()) {
            checkSum(header);
            long size = number(header, 124, 12);
            Content content = new Content(size);
            switch (header[156]) {
                case 0, '0', '7' -> {
                    files.file(longName == null ? name(header) : longName, content);
                    longName = null;
                }
                case 'L' -> longName = text(named(content));
                case 'x' -> longName = path(named(content), longName);
                case 'S' -> throw new IOException("it holds a sparse file, " + name(header));
                // A name belongs to the entry after it, whatever that is; the target of a link has its own (K).
                case 'K', 'g' -> {}
                default -> longName = null;
            }
            content.passOver();
        }
    }

    private byte[] named(Content content) throws IOException {
        if (content.left > LONGEST_NAME) {
            throw new IOException("it holds a name of " + content.left + " bytes");
        }
        return content.readAllBytes();
    }

    /** Find the path in a pax header, whose records are "LENGTH KEY=VALUE" and a line end. */
    private static String path(byte[] records, String otherwise) throws IOException {
        String path = otherwise;
        for (int at = 0; at < records.length; ) {
            int space = at;
            while (space < records.length && records[space] != ' ') {
                space++;
            }
            int length = digits(new String(records, at, space - at, StandardCharsets.US_ASCII));
            if (length <= space - at || at + length > records.length) {
                throw new IOException("it holds a damaged pax header");
            }
            String pair = new String(records, space + 1, at + length - space - 2, StandardCharsets.UTF_8);
            if (pair.startsWith("path=")) {
                path = pair.substring("path=".length());
            } else if (pair.startsWith("size=") || pair.startsWith("GNU.sparse.")) {
                throw new IOException("it holds a file that is sparse or larger than 8 GiB");
            }
            at += length;
        }
        return path;
    }

    private static int digits(String number) throws IOException {
        try {
            return Integer.parseInt(number);
        } catch (NumberFormatException e) {
            throw new IOException("it holds a damaged pax header", e);
        }
    }

    private static String name(byte[] header) {
        String name = text(Arrays.copyOfRange(header, 0, 100));
        // GNU's own format has "ustar " and other things in the prefix's place.
        boolean posix = header[257 + 5] == 0;
        String prefix = posix ? text(Arrays.copyOfRange(header, 345, 500)) : "";
        return prefix.isEmpty() ? name : prefix + "/" + name;
    }

    private static String text(byte[] bytes) {
        int end = 0;
        while (end < bytes.length && bytes[end] != 0) {
            end++;
        }
        return new String(bytes, 0, end, StandardCharsets.UTF_8);
    }

    private static long number(byte[] header, int at, int length) throws IOException {
        String digits = new String(header, at, length, StandardCharsets.US_ASCII)
                .replace('\0', ' ')
                .strip();
        if (!digits.matches("[0-7]{1,12}")) {
            throw new IOException("it is damaged, or no tar archive");
        }
        return Long.parseLong(digits, 8);
    }

    private static void checkSum(byte[] header) throws IOException {
        long sum = 0;
        for (int i = 0; i < BLOCK; i++) {
            sum += i >= 148 && i < 156 ? ' ' : header[i] & 0xff;
        }
        if (sum != number(header, 148, 8)) {
            throw new IOException("it is damaged, or no tar archive");
        }
    }

    private static boolean isEmpty(byte[] block) {
        for (byte each : block) {
            if (each != 0) {
                return false;
            }
        }
        return true;
    }

    private byte[] block() throws IOException {
        byte[] block = in.readNBytes(BLOCK);
        if (block.length < BLOCK) {
            throw new EOFException("it ends too early");
        }
        return block;
    }

    /** The content of one entry, which ends where the entry does. */
    private final class Content extends FilterInputStream {
        private final long padding;
        private long left;

        Content(long size) {
            super(Tar.this.in);
            left = size;
            padding = (BLOCK - size % BLOCK) % BLOCK;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] into, int at, int length) throws IOException {
            if (left == 0) {
                return -1;
            }
            int read = super.read(into, at, (int) Math.min(length, left));
            if (read < 0) {
                throw new EOFException("it ends too early");
            }
            left -= read;
            return read;
        }

        @Override
        public long skip(long count) throws IOException {
            long skipped = super.skip(Math.min(count, left));
            left -= skipped;
            return skipped;
        }

        @Override
        public void close() {
            // The archive goes on after this entry.
        }

        void passOver() throws IOException {
            in.skipNBytes(left + padding);
            left = 0;
        }
    }
}
