#include "expression/decimal.hpp"

#include <bit>
#include <charconv>

// The three flags choose the archive that is linked: libbidgcc000.
#define DECIMAL_CALL_BY_REFERENCE 0
#define DECIMAL_GLOBAL_ROUNDING 0
#define DECIMAL_GLOBAL_EXCEPTION_FLAGS 0
#include <wchar.h>
// The order matters: the functions need the configuration.
// clang-format off
#include <bid_conf.h>
#include <bid_functions.h>
// clang-format on

namespace pavane::expression {
namespace {

using Flags = _IDEC_flags;  // of an operation; what we need of them shows in the result

constexpr _IDEC_round half_even = 0;
constexpr _IDEC_round toward_negative = 1;
constexpr _IDEC_round toward_positive = 2;
constexpr _IDEC_round toward_zero = 3;
constexpr _IDEC_round half_away = 4;

constexpr std::int64_t least_scale = -6111;
constexpr std::int64_t greatest_scale = 6176;

using Words = std::array<std::uint64_t, 2>;

BID_UINT128 bits(const Words& words) { return std::bit_cast<BID_UINT128>(words); }
Words words(BID_UINT128 bits) { return std::bit_cast<Words>(bits); }

bool is_digit(char c) { return c >= '0' && c <= '9'; }

std::size_t skip_digits(std::string_view text, std::size_t at) {
    while (at < text.size() && is_digit(text[at])) ++at;
    return at;
}

// The library reads garbage as "not a number" without a word, and names like Infinity as numbers.
bool is_decimal(std::string_view text) {
    std::size_t at = !text.empty() && (text[0] == '-' || text[0] == '+') ? 1 : 0;
    const std::size_t whole_end = skip_digits(text, at);
    std::size_t digits = whole_end - at;
    at = whole_end;
    if (at < text.size() && text[at] == '.') {
        const std::size_t end = skip_digits(text, at + 1);
        digits += end - at - 1;
        at = end;
    }
    if (digits == 0) return false;
    if (at < text.size() && (text[at] == 'e' || text[at] == 'E')) {
        ++at;
        if (at < text.size() && (text[at] == '-' || text[at] == '+')) ++at;
        const std::size_t end = skip_digits(text, at);
        if (end == at) return false;
        at = end;
    }
    return at == text.size();
}

BID_UINT128 quantized(BID_UINT128 number, BID_UINT128 unit, _IDEC_round rounding) {
    Flags flags = 0;
    return bid128_quantize(number, unit, rounding, &flags);
}

bool is_less(BID_UINT128 a, BID_UINT128 b) {
    Flags flags = 0;
    return bid128_quiet_less(a, b, &flags) != 0;
}

BID_UINT128 half_down(BID_UINT128 number, BID_UINT128 unit) {
    Flags flags = 0;
    const BID_UINT128 down = quantized(number, unit, toward_zero);
    const BID_UINT128 up = quantized(number, unit, half_away);
    const BID_UINT128 rest = bid128_abs(bid128_sub(number, down, half_even, &flags));
    const BID_UINT128 twice = bid128_add(rest, rest, half_even, &flags);
    return is_less(unit, twice) ? up : down;
}

BID_UINT128 rounded(BID_UINT128 number, BID_UINT128 unit, Rounding rounding) {
    const bool negative = bid128_isSigned(number) != 0;
    switch (rounding) {
        case Rounding::half_even:
            return quantized(number, unit, half_even);
        case Rounding::half_up:
            return quantized(number, unit, half_away);
        case Rounding::half_down:
            return half_down(number, unit);
        case Rounding::up:
            return quantized(number, unit, negative ? toward_negative : toward_positive);
        case Rounding::down:
            return quantized(number, unit, toward_zero);
        case Rounding::floor:
            return quantized(number, unit, toward_negative);
        case Rounding::ceiling:
            return quantized(number, unit, toward_positive);
    }
    return number;
}

// The library's "+123E-2" written out.
std::string written_out(std::string_view scientific) {
    const std::size_t mark = scientific.find('E');
    std::string_view digits = scientific.substr(1, mark - 1);
    std::string_view power = scientific.substr(mark + 1);
    if (power.front() == '+') power.remove_prefix(1);
    int exponent = 0;
    std::from_chars(power.data(), power.data() + power.size(), exponent);
    while (digits.size() > 1 && digits.back() == '0') {
        digits.remove_suffix(1);
        ++exponent;
    }
    if (digits == "0") return "0";
    std::string text(digits);
    if (exponent >= 0) {
        text.append(static_cast<std::size_t>(exponent), '0');
    } else {
        const auto behind = static_cast<std::size_t>(-exponent);
        if (text.size() <= behind) text.insert(0, behind - text.size() + 1, '0');
        text.insert(text.size() - behind, 1, '.');
    }
    return scientific.front() == '-' ? "-" + text : text;
}

}  // namespace

Decimal::Decimal() : Decimal(std::int64_t{0}) {}

Decimal::Decimal(std::int64_t value) : words_(words(bid128_from_int64(value))) {}

std::optional<Decimal> Decimal::finite(const Words& words) {
    if (bid128_isFinite(bits(words)) == 0) return std::nullopt;
    return Decimal(words);
}

std::optional<Decimal> Decimal::parse(std::string_view text) {
    if (!is_decimal(text)) return std::nullopt;
    std::string copy(text);
    Flags flags = 0;
    return finite(words(bid128_from_string(copy.data(), half_even, &flags)));
}

std::optional<Decimal> Decimal::from_double(double value) {
    std::array<char, 64> text{};
    const auto written = std::to_chars(text.data(), text.data() + text.size(), value);
    return parse({text.data(), static_cast<std::size_t>(written.ptr - text.data())});
}

bool Decimal::is_integral() const {
    Flags flags = 0;
    const BID_UINT128 number = bits(words_);
    return bid128_quiet_equal(bid128_round_integral_zero(number, &flags), number, &flags) != 0;
}

bool Decimal::is_negative() const { return bid128_isSigned(bits(words_)) != 0 && !is_zero(); }
bool Decimal::is_zero() const { return bid128_isZero(bits(words_)) != 0; }

std::optional<std::int64_t> Decimal::to_integer() const {
    Flags flags = 0;
    const auto whole = bid128_to_int64_xint(bits(words_), &flags);
    if (flags != 0) return std::nullopt;
    return std::int64_t{whole};
}

double Decimal::to_double() const {
    Flags flags = 0;
    return bid128_to_binary64(bits(words_), half_even, &flags);
}

std::string Decimal::text() const {
    std::array<char, 64> text{};
    Flags flags = 0;
    bid128_to_string(text.data(), bits(words_), &flags);
    return written_out(text.data());
}

bool operator==(const Decimal& a, const Decimal& b) {
    Flags flags = 0;
    return bid128_quiet_equal(bits(a.words_), bits(b.words_), &flags) != 0;
}

std::strong_ordering operator<=>(const Decimal& a, const Decimal& b) {
    if (a == b) return std::strong_ordering::equal;
    return is_less(bits(a.words_), bits(b.words_)) ? std::strong_ordering::less : std::strong_ordering::greater;
}

std::optional<Decimal> add(const Decimal& a, const Decimal& b) {
    Flags flags = 0;
    return Decimal::finite(words(bid128_add(bits(a.words_), bits(b.words_), half_even, &flags)));
}

std::optional<Decimal> subtract(const Decimal& a, const Decimal& b) {
    Flags flags = 0;
    return Decimal::finite(words(bid128_sub(bits(a.words_), bits(b.words_), half_even, &flags)));
}

std::optional<Decimal> multiply(const Decimal& a, const Decimal& b) {
    Flags flags = 0;
    return Decimal::finite(words(bid128_mul(bits(a.words_), bits(b.words_), half_even, &flags)));
}

std::optional<Decimal> divide(const Decimal& a, const Decimal& b) {
    Flags flags = 0;
    return Decimal::finite(words(bid128_div(bits(a.words_), bits(b.words_), half_even, &flags)));
}

// By the remainder, which is exact where the quotient is not.
std::optional<Decimal> modulo(const Decimal& a, const Decimal& b) {
    Flags flags = 0;
    const auto rest = Decimal::finite(words(bid128_fmod(bits(a.words_), bits(b.words_), &flags)));
    if (!rest || rest->is_zero() || rest->is_negative() == b.is_negative()) return rest;
    return add(*rest, b);
}

std::optional<Decimal> power(const Decimal& base, const Decimal& exponent) {
    Flags flags = 0;
    return Decimal::finite(words(bid128_pow(bits(base.words_), bits(exponent.words_), half_even, &flags)));
}

std::optional<Decimal> square_root(const Decimal& a) {
    Flags flags = 0;
    return Decimal::finite(words(bid128_sqrt(bits(a.words_), half_even, &flags)));
}

std::optional<Decimal> exponential(const Decimal& a) {
    Flags flags = 0;
    return Decimal::finite(words(bid128_exp(bits(a.words_), half_even, &flags)));
}

std::optional<Decimal> natural_logarithm(const Decimal& a) {
    Flags flags = 0;
    return Decimal::finite(words(bid128_log(bits(a.words_), half_even, &flags)));
}

Decimal negate(const Decimal& a) { return a.is_zero() ? a : Decimal(words(bid128_negate(bits(a.words_)))); }

std::optional<Decimal> round(const Decimal& a, std::int64_t scale, Rounding rounding) {
    if (scale < least_scale || scale > greatest_scale) return std::nullopt;
    Flags flags = 0;
    const BID_UINT128 unit = bid128_scalbn(bid128_from_int64(1), static_cast<int>(-scale), half_even, &flags);
    const BID_UINT128 result = rounded(bits(a.words_), unit, rounding);
    // More digits than 34: the number has none behind that scale.
    if (bid128_isFinite(result) == 0) return a;
    return Decimal(words(result));
}

}  // namespace pavane::expression
