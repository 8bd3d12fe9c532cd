// A decimal number of 34 digits (IEEE 754 decimal128, rounding half to even): what FEEL calls a number, exact where
// people write decimals. Always finite: what would be infinite or not a number is nothing instead.
#pragma once

#include <array>
#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace pavane::expression {

enum class Rounding : std::uint8_t { half_even, half_up, half_down, up, down, floor, ceiling };

class Decimal {
  public:
    Decimal();  // 0
    explicit Decimal(std::int64_t value);

    // An optional sign, digits with at most one point among them, an optional exponent; nothing for any other text and
    // for a number too large.
    static std::optional<Decimal> parse(std::string_view text);
    // The shortest decimal that reads back as that number.
    static std::optional<Decimal> from_double(double value);

    bool is_integral() const;
    bool is_negative() const;  // below zero
    bool is_zero() const;
    std::optional<std::int64_t> to_integer() const;  // nothing if it is not integral or too large
    double to_double() const;
    // Without an exponent, a zero at the end or a point nothing follows: "0.1", "100000".
    std::string text() const;

    friend bool operator==(const Decimal& a, const Decimal& b);
    friend std::strong_ordering operator<=>(const Decimal& a, const Decimal& b);

    friend std::optional<Decimal> add(const Decimal& a, const Decimal& b);
    friend std::optional<Decimal> subtract(const Decimal& a, const Decimal& b);
    friend std::optional<Decimal> multiply(const Decimal& a, const Decimal& b);
    friend std::optional<Decimal> divide(const Decimal& a, const Decimal& b);
    // a - b * floor(a / b): its sign is that of b (DMN 1.5 §10.3.4.5).
    friend std::optional<Decimal> modulo(const Decimal& a, const Decimal& b);
    friend std::optional<Decimal> power(const Decimal& base, const Decimal& exponent);
    friend std::optional<Decimal> square_root(const Decimal& a);
    friend std::optional<Decimal> exponential(const Decimal& a);
    friend std::optional<Decimal> natural_logarithm(const Decimal& a);
    friend Decimal negate(const Decimal& a);
    // To `scale` digits behind the point; a negative scale rounds before it. Nothing for a scale outside -6111 to 6176.
    friend std::optional<Decimal> round(const Decimal& a, std::int64_t scale, Rounding rounding);

  private:
    using Words = std::array<std::uint64_t, 2>;

    explicit Decimal(const Words& words) : words_(words) {}
    static std::optional<Decimal> finite(const Words& words);

    Words words_;
};

}  // namespace pavane::expression
