package dev.callsheet.identity.mail;

import dev.callsheet.platform.data.entity.Ids;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.file.FileSystem;
import io.vertx.ext.mail.MailMessage;
import io.vertx.ext.mail.mailencoder.MailEncoder;
import java.nio.file.Path;

/**
 * Writes each mail to a file of its own, as RFC 5322 has it, for fleets without a mail server. A file appears whole: it
 * is written under another name first. Names sort by the time of sending. Links in mails are secrets, so the files are
 * for their owner only.
 */
final class DirectoryTransport implements MailTransport {

    private static final String OWNER_ONLY = "rw-------";

    private final FileSystem files;
    private final Path directory;

    DirectoryTransport(Vertx vertx, Path directory) {
        this.files = vertx.fileSystem();
        this.directory = directory;
    }

    @Override
    public Uni<Void> handOver(MailMessage message) {
        return Uni.createFrom().completionStage(() -> write(message).toCompletionStage());
    }

    private Future<Void> write(MailMessage message) {
        String name = Ids.next().toString();
        String unfinished = directory.resolve(name + ".unfinished").toString();
        String finished = directory.resolve(name + ".eml").toString();
        return files.mkdirs(directory.toString())
                .compose(made -> files.createFile(unfinished, OWNER_ONLY))
                .compose(made -> files.writeFile(unfinished, Buffer.buffer(encode(message))))
                .compose(written -> files.move(unfinished, finished));
    }

    private static String encode(MailMessage message) {
        return new MailEncoder(message, "callsheet").encode().replaceAll("\r?\n", "\r\n");
    }
}
