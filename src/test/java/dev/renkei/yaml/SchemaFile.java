package dev.renkei.yaml;

import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A JSON schema of this repository, to check YAML files with in tests. */
public final class SchemaFile {
    private final Schema schema;

    /** Read a JSON schema. */
    public SchemaFile(Path file) throws IOException {
        schema = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(Files.readString(file), InputFormat.JSON);
    }

    /** List what is wrong in a YAML text by the schema. */
    public List<String> mistakes(String yaml) {
        return schema.validate(yaml, InputFormat.YAML).stream()
                .map(Error::toString)
                .toList();
    }

    /** List the keys that the schema knows at a place, such as {@code properties, kubernetes}. */
    public List<String> keys(String... steps) {
        var node = schema.getSchemaNode();
        for (String step : steps) {
            node = node.get(step);
        }
        return List.copyOf(node.get("properties").properties().stream()
                .map(entry -> entry.getKey())
                .toList());
    }
}
