package dev.callsheet.gateway.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.buffer.Buffer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CompressionTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "gzip | true",
                "GZIP | true",
                "br, gzip;q=0.5 | true",
                "deflate, gzip;q=1.0, *;q=0.5 | true",
                "* | true",
                "gzip;q=0 | false",
                "gzip;q=0.000, * | false",
                "*;q=0 | false",
                "br, zstd | false",
                "identity | false",
                "'' | false",
            })
    void readsWhatAClientAccepts(String accepted, boolean gzip) {
        // When
        boolean accepts = Compression.acceptsGzip(accepted);

        // Then
        assertThat(accepts).isEqualTo(gzip);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 100, 8_192, 100_000, 3_000_000})
    void compressesInPiecesWhatUnpacksToTheSame(int size) throws IOException {
        // Given
        byte[] plain = new byte[size];
        for (int i = 0; i < size; i++) {
            plain[i] = (byte) (i * i % 251);
        }

        // When
        Buffer compressed = Buffer.buffer();
        try (GzipStream gzip = new GzipStream()) {
            for (int start = 0; start < size; start += 7_000) {
                compressed.appendBuffer(
                        gzip.next(Buffer.buffer().appendBytes(plain, start, Math.min(7_000, size - start))));
            }
            compressed.appendBuffer(gzip.end());
        }

        // Then
        byte[] unpacked = new GZIPInputStream(new ByteArrayInputStream(compressed.getBytes())).readAllBytes();
        assertThat(unpacked).isEqualTo(plain);
    }
}
