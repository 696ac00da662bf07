package dev.renkei.isolation;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;

/** Reads the JSON of policies, and tells what is wrong with it. */
final class PolicyJson {
    private PolicyJson() {}

    /**
     * Make a reader that refuses keys that stand twice, which Go's readers would settle in ways that nobody foresees.
     */
    static JsonMapper refusingMapper() {
        return JsonMapper.builder()
                .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                .build();
    }

    /** Make such a reader that also refuses what stands after the value. */
    static JsonMapper wholeTextMapper() {
        return refusingMapper()
                .rebuild()
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .build();
    }

    static BadPolicy bad(String place, JsonProcessingException error) {
        var message = error.getOriginalMessage().lines().findFirst().orElse("no reason given");
        return message.startsWith("Duplicate field")
                ? new BadPolicy(place, message + "; one of them would be lost without a word: remove one")
                : new BadPolicy(place, "not JSON: " + message);
    }
}
