package dev.renkei.report;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Enumeration;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * An archive of results: .zip, .tar, .tar.gz or .tgz. Whoever sent it is not trusted: nothing is written outside of the folder
 * that it is unpacked into, nothing but regular files, and not without limit.
 */
final class Archive {
    private static final int MOST_FILES = 100_000;
    private static final long MOST_BYTES = 8L << 30;

    private final Path file;
    private final int mostFiles;
    private final long mostBytes;
    private int files;
    private long bytes;

    Archive(Path file) {
        this(file, MOST_FILES, MOST_BYTES);
    }

    Archive(Path file, int mostFiles, long mostBytes) {
        this.file = file;
        this.mostFiles = mostFiles;
        this.mostBytes = mostBytes;
    }

    /** Tell by its name whether a file is an archive. */
    static boolean is(Path file) {
        String name = name(file);
        return name.endsWith(".zip") || isTar(name) || isZippedTar(name);
    }

    /**
     * Unpack all files.
     *
     * @param folder exists and is empty
     * @throws ReportException if the archive is damaged, wants out of the folder or is too large; the folder may then hold a part
     */
    void unpack(Path folder) {
        try {
            if (name(file).endsWith(".zip")) {
                unzip(folder);
            } else {
                untar(folder);
            }
        } catch (IOException e) {
            throw new ReportException("can't be unpacked: " + e.getMessage(), e);
        }
    }

    private void unzip(Path folder) throws IOException {
        try (ZipFile zip = new ZipFile(file.toFile())) {
            for (Enumeration<? extends ZipEntry> entries = zip.entries(); entries.hasMoreElements(); ) {
                ZipEntry entry = entries.nextElement();
                if (!entry.isDirectory()) {
                    try (InputStream content = zip.getInputStream(entry)) {
                        write(folder, entry.getName(), content);
                    }
                }
            }
        }
    }

    private void untar(Path folder) throws IOException {
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file));
                InputStream plain = isZippedTar(name(file)) ? new GZIPInputStream(in) : in) {
            new Tar(plain).each((name, content) -> write(folder, name, content));
        }
    }

    private void write(Path folder, String name, InputStream content) throws IOException {
        if (++files > mostFiles) {
            throw new ReportException("can't be unpacked: it holds more than " + mostFiles + " files");
        }
        Path target = inside(folder, name);
        Files.createDirectories(target.getParent());
        try (OutputStream to = Files.newOutputStream(target)) {
            byte[] buffer = new byte[1 << 16];
            for (int read = content.read(buffer); read >= 0; read = content.read(buffer)) {
                bytes += read;
                if (bytes > mostBytes) {
                    throw new ReportException("can't be unpacked: it holds more than " + mostBytes + " bytes");
                }
                to.write(buffer, 0, read);
            }
        }
    }

    private static Path inside(Path folder, String name) {
        try {
            Path target = folder.resolve(name).normalize();
            if (target.startsWith(folder) && !target.equals(folder)) {
                return target;
            }
        } catch (InvalidPathException e) {
            throw new ReportException("can't be unpacked: it holds a name that is none: " + e.getMessage(), e);
        }
        throw new ReportException("can't be unpacked: it holds a path that leads out of it, " + name);
    }

    private static boolean isTar(String name) {
        return name.endsWith(".tar");
    }

    private static boolean isZippedTar(String name) {
        return name.endsWith(".tar.gz") || name.endsWith(".tgz");
    }

    private static String name(Path file) {
        return file.getFileName().toString().toLowerCase(Locale.ROOT);
    }
}
